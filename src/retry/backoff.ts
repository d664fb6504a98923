import type { Pace } from '../failure/failure.ts'
import type { Deadline } from '../values/deadline.ts'

/**
 * In milliseconds. Full jitter: a random wait of up to BACKOFF * 2^n, at most MAX_BACKOFF
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
const BACKOFF = 500
const MAX_BACKOFF = 10_000
/**
 * Of the timeout, and at most MAX_BACKOFF, for each wait from the first 429 on: jobs that started
 * together come again together after short ones. Where a login host takes 50 requests a second, each of 500 jobs makes
 * 2.0 requests, and 3.5 without that.
 */
const THROTTLED_SHARE = 1 / 6

/** @param tries so far @returns milliseconds until the next one */
export function backoff(tries: number, { after = 0, throttled }: Pace, { total, left }: Deadline): number {
  const growing = BACKOFF * 2 ** (tries - 1)
  const spread = throttled ? Math.max(growing, total * THROTTLED_SHARE) : growing
  // A time that fits into the timeout is not to be missed by chance.
  const room = after > 0 ? Math.max(0, left - after) / 2 : Number.POSITIVE_INFINITY
  return after + Math.random() * Math.min(MAX_BACKOFF, spread, room)
}
