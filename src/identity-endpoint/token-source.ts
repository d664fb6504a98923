import { holdAfter } from '../retry/hold.ts'
import { monotonic } from '../values/monotonic.ts'
import { TokenRefused } from './token-refused.ts'

/** What is got, and served as long as it is good. */
export interface ServedToken {
  /** Not enumerable, so that no inspection shows it. */
  readonly value: string
  readonly expiresOn: Date
}

/** A token with what is left of it, in milliseconds. */
export interface ServedNow {
  token: ServedToken
  left: number
}

/** Milliseconds before its end at which a token is renewed in the background. */
const RENEWAL = 10 * 60_000
/** Milliseconds. With less, Azure's SDKs take a token for expired, and ask again on each call: it would be of no use. */
const MIN_LEFT = 5 * 60_000
/** Milliseconds. Timers take no more, and no token lives longer. */
const MAX_DELAY = 2 ** 31 - 1

interface Held {
  token: ServedToken
  /** Milliseconds that it had when it came. */
  life: number
  /** When it ends by the clock that nobody sets. */
  end: number
}

interface Refusal {
  error: unknown
  /** How many there were in a row. */
  count: number
  /** Until when nothing is asked for again, by the monotonic clock. */
  until: number
}

/**
 * The tokens of one resource: one request at a time, however many wait for it; renewed before the end if somebody used the
 * last; given up if nobody did.
 */
export class TokenSource {
  readonly #acquire: (isOneTry: boolean) => Promise<ServedToken>
  #held: Held | undefined
  #pending: Promise<ServedNow> | undefined
  #refusal: Refusal | undefined
  /** Whether anybody got the token that is held. */
  #isUsed = false
  #timer: NodeJS.Timeout | undefined

  /**
   * @param acquire gets a new one. Where nobody waits for it, or the last failed, other tries come from here, and not from
   * within. @throws {TokenRefused}
   * @param first one that is there already
   */
  constructor(acquire: (isOneTry: boolean) => Promise<ServedToken>, first?: ServedToken) {
    this.#acquire = acquire
    if (first) this.#hold(first)
  }

  /**
   * A token that is good for a while. While a new one can't be had, the old one is given to its end.
   * @throws what the last acquisition threw, until it is time for another
   */
  async token(): Promise<ServedNow> {
    const now = this.#now()
    if (now && now.left > MIN_LEFT) {
      this.#isUsed = true
      if (now.left <= this.#renewal) this.#renewQuietly()
      return now
    }
    try {
      if (!this.#pending) this.#throwIfHeldOff()
      const renewed = await this.#renew({ isAwaited: true })
      this.#isUsed = true
      return renewed
    } catch (error) {
      const old = this.#now()
      if (!old) throw error
      this.#isUsed = true
      return old
    }
  }

  /** Milliseconds until another try may follow a failure; 0 if it may at once. */
  get heldOff(): number {
    return Math.max(0, (this.#refusal?.until ?? 0) - monotonic())
  }

  /** Renews nothing any more. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  /** The token that is held, if it is good by both clocks: one may be set, and the other stands still while a machine sleeps. */
  #now(): ServedNow | undefined {
    if (!this.#held) return undefined
    const { token, end } = this.#held
    const left = Math.min(end - monotonic(), token.expiresOn.getTime() - Date.now())
    return left > 0 ? { token, left } : undefined
  }

  /** Milliseconds before the end at which the token that is held is renewed: one of some minutes, at half of its life. */
  get #renewal(): number {
    return Math.min(RENEWAL, (this.#held?.life ?? Number.POSITIVE_INFINITY) / 2)
  }

  #throwIfHeldOff(): void {
    if (this.#refusal && this.heldOff > 0) throw this.#refusal.error
  }

  #renewQuietly(): void {
    if (this.#pending || this.heldOff > 0) return
    // Whoever asks when the old one has ended gets to hear of it.
    this.#renew({ isAwaited: false }).catch(() => {})
  }

  /** One acquisition at a time. */
  #renew({ isAwaited }: { isAwaited: boolean }): Promise<ServedNow> {
    const isOneTry = !isAwaited || this.#refusal !== undefined
    this.#pending ??= this.#acquireNow(isOneTry).finally(() => {
      this.#pending = undefined
    })
    return this.#pending
  }

  async #acquireNow(isOneTry: boolean): Promise<ServedNow> {
    try {
      const now = this.#hold(await this.#acquire(isOneTry))
      this.#refusal = undefined
      return now
    } catch (error) {
      const count = (this.#refusal?.count ?? 0) + 1
      const retry = error instanceof TokenRefused ? error.retry : undefined
      this.#refusal = { error, count, until: monotonic() + holdAfter(retry, count) }
      // For those who still use the old one.
      if (this.#now()) this.#schedule(this.heldOff)
      throw error
    }
  }

  #hold(token: ServedToken): ServedNow {
    const life = token.expiresOn.getTime() - Date.now()
    this.#held = { token, life, end: monotonic() + life }
    this.#isUsed = false
    // What is too short to be used twice is only got when somebody asks.
    if (life > MIN_LEFT) this.#schedule(life - this.#renewal)
    else this.stop()
    return { token, left: life }
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer)
    const onTime = () => {
      const now = this.#now()
      if (!this.#isUsed || !now) return
      // Clocks are set, and timers go off up to a millisecond before their time.
      const early = Math.max(now.left - this.#renewal, this.heldOff)
      if (early > 0) this.#schedule(early)
      else this.#renewQuietly()
    }
    this.#timer = setTimeout(onTime, Math.min(Math.max(0, delay), MAX_DELAY)).unref()
  }
}
