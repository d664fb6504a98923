import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What every contestant needs to know of the emulator. */
export interface Place {
  /** PEM file of the CAs of all listeners. */
  caPath: string
  loginOrigin: string
  tenantId: string
  clientId: string
  /** ACTIONS_ID_TOKEN_REQUEST_URL and …_TOKEN of a job that the app trusts. */
  job: Record<string, string>
  resourceManagerOrigin: string
}

/** The emulator in a process of its own, so that its work is not part of what is measured. */
export interface Stage extends AsyncDisposable {
  place: Place
  /** `service METHOD status` of every request since the last call. */
  takeRequests(): Promise<string[]>
}

export async function startStage(): Promise<Stage> {
  const child = fork(join(import.meta.dirname, 'stage-process.ts'))
  const place = (await message(child)) as Place
  return {
    place,
    async takeRequests() {
      child.send('take')
      return (await message(child)) as string[]
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

async function message(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController()
  const { signal } = settled
  try {
    const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('the emulator ended')))
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended])
    return answer
  } finally {
    settled.abort()
  }
}
