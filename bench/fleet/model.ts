import { mock } from 'node:test'
import { statusError } from '../../src/http/http-error.ts'
import { Retries } from '../../src/retry/retry.ts'
import { plainWords } from '../../test/memory-host.ts'
import type { Arrival, Limit } from './protocol.ts'
import { RateLimit } from './rate-limit.ts'

/** Milliseconds of virtual time between two looks at the clock. */
const STEP = 10

/**
 * Plays the jobs' own retries in virtual time, where neither handshakes nor a busy machine spread them out: the worst
 * that a fleet of separate machines can do. Only the network is played.
 */
export async function playModel(options: {
  jobs: number
  within: number
  timeout: number
  limit: Limit
}): Promise<{
  arrivals: Arrival[]
  tokens: number
}> {
  const { jobs, within, timeout, limit } = options
  const rateLimit = new RateLimit(limit)
  const arrivals: Arrival[] = []
  let now = 0
  let tokens = 0

  const request = { method: 'POST', url: 'https://login.microsoftonline.com/' } as const
  const headers: Record<string, string> = limit.retryAfter ? { 'retry-after': limit.retryAfter } : {}
  const ask = async (first: boolean) => {
    const granted = !rateLimit.decide(now)
    arrivals.push({ at: now, first, granted })
    if (!granted) throw statusError(request, { status: 429, headers, body: '' })
  }

  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    for (let job = 0; job < jobs; job++) {
      setTimeout(
        () => {
          const retries = new Retries({
            ...{ timeout, waitForPropagation: 0, words: plainWords },
            info: () => {},
          })
          retries
            .run((again) => ask(again === undefined))
            .then(
              () => tokens++,
              () => {},
            )
        },
        (job / jobs) * within,
      )
    }
    for (; now < timeout * 1000; now += STEP) {
      mock.timers.tick(STEP)
      await new Promise((resolve) => setImmediate(resolve))
    }
  } finally {
    mock.timers.reset()
  }
  return { arrivals, tokens }
}
