import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Question } from './left-behind.ts'

/** The server that all else is compared with. */
export interface BareServer extends AsyncDisposable {
  pid: number
  question: Question
}

/** @param answer what it gives to whoever asks */
export async function startBareServer(answer: string): Promise<BareServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.cjs')], {
    env: { ANSWER: answer },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await once(child.stdout, 'data')
  return {
    pid: child.pid ?? 0,
    question: { url: `http://127.0.0.1:${Number(port)}/`, header: 'none' },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}
