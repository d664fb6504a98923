import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** The next message of a forked process. @throws if it ends instead */
export async function messageOf(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController()
  const { signal } = settled
  try {
    const ended = once(child, 'exit', { signal }).then(() =>
      Promise.reject(new Error(`${child.spawnargs.at(-1)} ended`)),
    )
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended])
    return answer
  } finally {
    settled.abort()
  }
}

/** Ends a forked process that lives as long as its channel does. */
export async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.disconnect()
  await exit
}
