import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '../emulator.ts'

export interface Outcome {
  // biome-ignore lint/suspicious/noExplicitAny: each client has its own answers and errors.
  answer?: any
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  error?: any
}

/** Runs a client in a process of its own, which trusts the emulator's CA and reaches real hosts by its proxy. */
export async function runClient<Case>(
  emulator: Emulator,
  client: 'azure-identity' | 'msal',
  cases: Case[],
): Promise<Outcome[]> {
  const file = fileURLToPath(new URL(`${client}.ts`, import.meta.url))
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, [file], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH,
      HOME,
      TMPDIR,
      NODE_EXTRA_CA_CERTS: emulator.caPath,
      HTTPS_PROXY: emulator.proxy.url,
      NO_PROXY: 'localhost,127.0.0.1',
      NODE_USE_ENV_PROXY: '1',
    },
  })
  child.stdin.end(JSON.stringify(cases))
  return JSON.parse(await text(child.stdout)) as Outcome[]
}
