import { fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { startScenario } from './scenario.ts'

/*
 * Leaves an emulator running: for the next steps of a GitHub job, where the action itself plays against it and what
 * they need goes to the step's outputs, or to play with by hand. It ends with the job, or by itself.
 *
 *     npm run emulator
 */
const MINUTES = 15

if (process.argv[2] === 'serve') await serve()
else await leaveRunning()

async function leaveRunning(): Promise<void> {
  const emulator = fork(import.meta.filename, ['serve'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const [outputs] = await once(emulator, 'message')
  const { GITHUB_OUTPUT } = process.env
  if (GITHUB_OUTPUT) console.log(`::add-mask::${outputs['client-secret']}`)
  for (const [name, value] of Object.entries(outputs)) {
    console.log(`${name}: ${value}`)
    if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `${name}=${value}\n`)
  }
  if (!GITHUB_OUTPUT) console.log(hint(outputs, emulator.pid))
  emulator.disconnect()
  emulator.unref()
}

/** For whoever starts it by hand. */
function hint(outputs: Record<string, string>, pid: number | undefined): string {
  const form = {
    grant_type: 'client_credentials',
    client_id: outputs['client-id'],
    client_secret: outputs['client-secret'],
    scope: 'https://api.powerplatform.com/.default',
  }
  const url = `https://login.microsoftonline.com/${outputs['tenant-id']}/oauth2/v2.0/token`
  const data = Object.entries(form).map(([name, value]) => `--data-urlencode '${name}=${value}'`)
  const variables = {
    HTTPS_PROXY: outputs.proxy,
    NODE_EXTRA_CA_CERTS: outputs['ca-certificate'],
    AZURE_TENANT_ID: outputs['tenant-id'],
    AZURE_CLIENT_ID: outputs['client-id'],
    AZURE_CLIENT_SECRET: outputs['client-secret'],
  }
  const exports = Object.entries(variables).map(([name, value]) => `    export ${name}='${value}'`)
  return `
Ask it for a token, by the real names, which its proxy leads to this machine:

    curl --proxy ${outputs.proxy} --cacert '${outputs['ca-certificate']}' ${data.join(' ')} ${url}

Or by the command line, in a shell of bash or zsh:

${exports.join('\n')}
    node dist/power-platform-token.cjs environments

It ends by itself after ${MINUTES} minutes, or with: kill ${pid}`
}

async function serve(): Promise<void> {
  const { emulator, tenant, app } = await startScenario()
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Test' })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
  process.send?.({
    'authority-host': emulator.loginOrigin,
    proxy: emulator.proxy.url,
    'ca-certificate': emulator.caPath,
    'tenant-id': tenant.id,
    'client-id': app.clientId,
    'client-secret': app.addSecret(),
  })
  const end = () => emulator[Symbol.asyncDispose]().then(() => process.exit())
  process.once('SIGTERM', end)
  setTimeout(end, MINUTES * 60_000)
}
