import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProxy } from '../emulator/proxy.ts'
import { startResourceManager } from '../emulator/resource-manager.ts'
import { type Ask, run } from './ask.ts'
import { python } from './tools.ts'

const host = 'management.azure.com'

/** Signs in as a step does that has nothing else, and asks by a process a token. */
export const azureCli: Ask = async ({ variables }, resources) => {
  await using stack = new AsyncDisposableStack()
  const resourceManager = stack.use(await startResourceManager({ hosts: [host] }))
  // Its cloud is the real one, so it takes the proxy to get there.
  const proxy = stack.use(await startProxy((name) => (name === host ? resourceManager.port : undefined)))
  const folder = await mkdtemp(join(tmpdir(), 'azure-cli-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const caPath = join(folder, 'ca.pem')
  await writeFile(caPath, resourceManager.caPem)
  const env = {
    ...variables,
    ...{ HTTPS_PROXY: proxy.url, REQUESTS_CA_BUNDLE: caPath, AZURE_CONFIG_DIR: join(folder, 'azure') },
    ...{ AZURE_CORE_COLLECT_TELEMETRY: 'false', AZURE_CORE_NO_COLOR: 'true' },
  }
  const az = (...args: string[]) => run(python.program('az'), args, env)

  const login = await az('login', '--identity', '--allow-no-subscriptions', '--output', 'none')
  assert.equal(login.code, 0, login.stderr)
  const [asked] = resourceManager.requests
  assert.match(asked?.headers.authorization ?? '', /^Bearer ./)

  const outcomes = []
  for (const resource of resources) {
    const { code, stdout, stderr } = await az('account', 'get-access-token', '--resource', resource)
    if (code !== 0) outcomes.push({ error: stderr })
    else {
      const { accessToken, expires_on } = JSON.parse(stdout)
      outcomes.push({ token: accessToken, expiresOn: expires_on })
    }
  }
  return outcomes
}
