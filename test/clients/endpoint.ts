import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Scenario } from '../scenario.ts'
import { node, program } from '../terminal/command-line.ts'

/** A running identity endpoint. */
export interface Endpoint extends AsyncDisposable {
  /** What it tells its clients. */
  variables: { IDENTITY_ENDPOINT: string; IDENTITY_HEADER: string }
  /** Of the app whose tokens it gives. */
  clientId: string
}

/** Starts one for a scenario's app, as a user does: `power-platform-token serve`. */
export async function startEndpoint(
  { emulator, tenant, app }: Scenario,
  resources: readonly string[],
): Promise<Endpoint> {
  const child = spawn(node, [program, 'serve', '--output', 'json', '--resources', resources.join(' ')], {
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_EXTRA_CA_CERTS: emulator.caPath },
      ...{ AZURE_AUTHORITY_HOST: emulator.loginOrigin, AZURE_TENANT_ID: tenant.id },
      ...{ AZURE_CLIENT_ID: app.clientId, AZURE_CLIENT_SECRET: app.addSecret() },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (told += text))
  const ended = once(child, 'close')
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)])
  if (!first) throw new Error(`serve ended before it was ready:\n${told}`)
  return {
    variables: JSON.parse(first[0]),
    clientId: app.clientId,
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
    },
  }
}
