import type { Fault } from '../../test/emulator/faults.ts'
import type { Limit } from './protocol.ts'

/** Throttles as a service does: no second, wherever it begins, has more answers than the limit. */
export class RateLimit {
  readonly #limit: Limit
  readonly #granted: number[] = []

  constructor(limit: Limit) {
    this.#limit = limit
  }

  /** The fault that a request meets which comes now; undefined if it is answered. */
  decide(now: number): Fault | undefined {
    while (this.#granted[0] !== undefined && this.#granted[0] <= now - 1000) this.#granted.shift()
    if (this.#granted.length < this.#limit.perSecond) {
      this.#granted.push(now)
      return undefined
    }
    const { retryAfter } = this.#limit
    return { throttle: retryAfter === undefined ? {} : { retryAfter } }
  }
}
