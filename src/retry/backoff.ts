import type { Pace } from '../failure/failure.ts'

/**
 * In milliseconds. Full jitter: a random wait of up to BACKOFF * 2^n, at most BACKOFF_LIMIT
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
const BACKOFF = 500
const BACKOFF_LIMIT = 10_000
/**
 * Of the step's time, and at most BACKOFF_LIMIT, for each wait from the first 429 on: jobs of a matrix that started
 * together come again together after short ones. Where a login host takes 50 requests a second, each of 500 jobs makes
 * 2.0 requests, and 3.5 without that.
 */
const CROWDED_SHARE = 1 / 6

/** @param timeout of the step, in milliseconds @param left of it @returns milliseconds until the next try */
export function backoff(
  tries: number,
  { after = 0, crowded, timeout, left }: Pace & { timeout: number; left: number },
): number {
  const growing = BACKOFF * 2 ** (tries - 1)
  const spread = crowded ? Math.max(growing, timeout * CROWDED_SHARE) : growing
  // A time that fits into the timeout is not to be missed by chance.
  const room = after > 0 ? Math.max(0, left - after) / 2 : Number.POSITIVE_INFINITY
  return after + Math.random() * Math.min(BACKOFF_LIMIT, spread, room)
}
