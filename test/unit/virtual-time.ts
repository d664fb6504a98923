import type { TestContext } from 'node:test'

/** Time that passes only by waiting, and dice that fall as the test wants. */
export interface VirtualTime {
  /** Milliseconds since the beginning. */
  now: number
  /** Milliseconds of each wait so far. */
  waits: number[]
}

/** @param dice what Math.random gives: 0 for the shortest of random waits, nearly 1 for the longest */
export function virtualTime(t: TestContext, dice = 0): VirtualTime {
  const time: VirtualTime = { now: 0, waits: [] }
  t.mock.method(process.hrtime, 'bigint', () => BigInt(Math.round(time.now * 1e6)))
  t.mock.method(Math, 'random', () => dice)
  t.mock.method(globalThis, 'setTimeout', (then: () => void, wait: number) => {
    time.waits.push(wait)
    time.now += wait
    queueMicrotask(then)
  })
  return time
}
