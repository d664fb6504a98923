import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Emulator } from '../emulator/emulator.ts'

export interface Call {
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

const script = `
  const { url, ...options } = JSON.parse(process.env.CALL)
  const response = await fetch(url, options)
  console.log(JSON.stringify({ status: response.status, body: await response.json() }))`

/** Calls a real host name as any later step of a job would: in a process of its own, with Node's fetch. */
export async function call(emulator: Emulator, request: Call): Promise<{ status: number; body: unknown }> {
  const env = {
    PATH: process.env.PATH,
    CALL: JSON.stringify(request),
    NODE_EXTRA_CA_CERTS: emulator.caPath,
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: emulator.proxy.url,
  }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env,
  })
  return JSON.parse(stdout)
}
