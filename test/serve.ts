import { fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { startScenario } from './scenario.ts'

/*
 * Leaves an emulator running for the next steps of a GitHub job: there the action itself plays against it. What they
 * need goes to the step's outputs. It ends with the job, or by itself.
 *
 *     npm run emulator
 */
const LIFETIME = 15 * 60_000

if (process.argv[2] === 'serve') await serve()
else await leaveRunning()

async function leaveRunning(): Promise<void> {
  const emulator = fork(import.meta.filename, ['serve'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const [outputs] = await once(emulator, 'message')
  console.log(`::add-mask::${outputs['client-secret']}`)
  for (const [name, value] of Object.entries(outputs)) {
    console.log(`${name}: ${value}`)
    if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`)
  }
  emulator.disconnect()
  emulator.unref()
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
  setTimeout(() => emulator[Symbol.asyncDispose]().then(() => process.exit()), LIFETIME)
}
