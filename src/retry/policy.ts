import { Failure } from '../failure/failure.ts'
import { HttpError } from '../http/http-error.ts'
import type { Words } from '../ports/words.ts'
import type { Deadline } from '../values/deadline.ts'
import { backoff } from './backoff.ts'
import type { SpreadingTime } from './spreading-time.ts'

/** Another try: why, after how many milliseconds, and the line that says so. */
export interface Again {
  kind: Retry['kind']
  wait: number
  line: string
}

type Retry = NonNullable<Failure['retry']>

export interface PolicyOptions {
  deadline: Deadline
  spreading: SpreadingTime
  /** Whether a new attempt presents something new. */
  isRenewable: boolean
  words: Words
}

/**
 * Says of each failure of one thing that is tried whether it is tried again, when, and with what: `transient` soon, with
 * what was presented before, as long as the deadline allows; `renewal` at once, and once, with something new to present;
 * `propagation` with something new as well, while the time lasts that the user grants to what spreads, and each of these
 * tries with the whole timeout for itself.
 */
export class RetryPolicy {
  readonly #options: PolicyOptions
  /** Since something new was presented. */
  #tries = 0
  #passing: Failure | undefined
  #isThrottled = false
  #isRenewed = false
  /** The refusal that may heal by waiting. */
  #refused: Failure | undefined
  #presented = 1

  constructor(options: PolicyOptions) {
    this.#options = options
  }

  /** @throws what the user is told, if there is no other try */
  after(error: unknown): Again {
    this.#tries += 1
    if (!(error instanceof Failure)) throw error
    const again = this.#isPassing(error) ? this.#backOff(error) : this.#counted(error)
    if (!(again instanceof Failure)) return again
    return this.#renew(again) ?? this.#letSpread(again)
  }

  /** What went wrong before says more than that the time then ran out. */
  #isPassing(failure: Failure): boolean {
    return failure.retry?.kind === 'transient' || (this.#passing !== undefined && ranOutOfTime(failure))
  }

  #backOff(failure: Failure): Again | Failure {
    const { deadline } = this.#options
    if (this.#passing && ranOutOfTime(failure)) return this.#outOfTime(this.#passing, { left: 0 })
    this.#passing = failure
    const { after, throttled, reason } = failure.retry as Retry
    this.#isThrottled ||= throttled ?? false
    const { left } = deadline
    const wait = backoff(this.#tries, { after, throttled: this.#isThrottled }, deadline)
    if (wait >= left) return this.#outOfTime(failure, { asked: after, left })
    return { kind: 'transient', wait, line: `Retry ${this.#tries} in ${seconds(wait)} s: ${reason}` }
  }

  /** A failure that may have passed with more time. */
  #outOfTime(failure: Failure, end: { asked?: number | undefined; left: number }): Failure {
    const { fixes = [] } = failure.parts
    const { input } = this.#options.words
    failure.parts.fixes = [...fixes, { text: `Raise ${input('timeout')} to wait longer.` }]
    return failure.addTried(describeTries(this.#tries, end))
  }

  #counted(failure: Failure): Failure {
    return this.#tries > 1 ? failure.addTried(describeTries(this.#tries)) : failure
  }

  #renew(failure: Failure): Again | undefined {
    if (failure.retry?.kind !== 'renewal' || !this.#options.isRenewable || this.#isRenewed) return undefined
    this.#presentAnew()
    this.#isRenewed = true
    return { kind: 'renewal', wait: 0, line: `Retry with a fresh OIDC token: ${failure.message}` }
  }

  #letSpread(failure: Failure): Again {
    const { spreading } = this.#options
    if (!spreading.isGranted) throw failure
    if (failure.retry?.kind !== 'propagation') {
      // A network that broke, or a token that grew too old, says less than what was waited for.
      const isMinor = failure instanceof HttpError || failure.retry?.kind === 'renewal'
      throw this.#refused && isMinor
        ? this.#refused.addTried(`${this.#presented} times, and the last ended so: ${failure.message}`)
        : failure
    }
    this.#refused = failure
    const next = spreading.next(this.#presented)
    if (!next)
      throw failure.addTried(`${this.#presented} times in the ${spreading.seconds} s of ${spreading.name}`)
    this.#presented += 1
    this.#presentAnew()
    this.#isRenewed = false
    const line = `Waiting for it to spread: ${failure.message}. Next try in ${seconds(next.wait)} s; ${Math.ceil(next.left / 1000)} s of ${spreading.name} are left`
    return { kind: 'propagation', wait: next.wait, line }
  }

  #presentAnew(): void {
    this.#tries = 0
    this.#passing = undefined
    this.#isThrottled = false
  }
}

/** By itself, or as what the failure explains. */
function ranOutOfTime(failure: Failure): boolean {
  return [failure, failure.cause].some((error) => error instanceof HttpError && error.code === 'deadline')
}

/** How often it was tried, and why no other try follows where one might have helped; times in milliseconds. */
function describeTries(tries: number, end?: { asked?: number | undefined; left: number }): string {
  const times = `${tries} ${tries === 1 ? 'time' : 'times'}`
  if (!end) return times
  const asked = end.asked ? `the server asked to wait ${Math.ceil(end.asked / 1000)} s, and ` : ''
  return `${times}; ${asked}${seconds(end.left)} s were left of the timeout`
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1)
}
