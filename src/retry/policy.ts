import { Failure, type Retry } from '../failure/failure.ts'
import { raise, runAgain } from '../failure/run-again.ts'
import { HttpError } from '../http/http-error.ts'
import type { Words } from '../ports/words.ts'
import type { Deadline } from '../values/deadline.ts'
import { backoff } from './backoff.ts'
import { describeTries, inSeconds } from './describe-tries.ts'
import type { PropagationWindow } from './propagation-window.ts'

/** Another try: why, after how many milliseconds, and the line that says so. */
export interface Again {
  kind: Retry['kind']
  wait: number
  line: string
}

/** What is special about the thing that is tried. */
export interface AttemptTraits {
  /** Whether a new attempt presents something new. */
  readonly isRenewable?: boolean
  /** Whether each try may do harm, such as count towards a lockout, even one whose answer was lost. */
  readonly isSentOnce?: boolean
  /** Who signs in; a person is not asked again unasked. */
  readonly signsIn?: string
}

interface PolicyOptions {
  deadline: Deadline
  propagation: PropagationWindow
  traits: AttemptTraits
  words: Words
  /** @see RetryOptions.isOneTry */
  isOneTry?: boolean
}

/**
 * Says of each failure of one thing that is tried whether it is tried again, when, and with what: `transient` soon, with
 * what was presented before, as long as the deadline allows; `renewal` at once, and once, with something new to present;
 * `propagation` with something new as well, while the time lasts that the user grants to what spreads, and each of these
 * tries with what the first refusal left of the timeout.
 */
export class RetryPolicy {
  readonly #options: PolicyOptions
  /** Since something new was presented. */
  #tries = 0
  /** The last fault that might have passed, since then. */
  #fault: Failure | undefined
  #isThrottled = false
  #isRenewed = false
  /** The last refusal that may heal by waiting, and how many there were. */
  #refused: Failure | undefined
  #refusals = 0

  constructor(options: PolicyOptions) {
    this.#options = options
  }

  /** @throws what the user is told, if there is no other try */
  after(error: unknown): Again {
    if (!(error instanceof Failure)) throw error
    if (this.#options.traits.isSentOnce) throw final(error, this.#options.traits)
    this.#tries += 1
    const { left } = this.#options.deadline
    const again = this.#afterFault(error, left) ?? this.#afterExpiry(error) ?? this.#afterRefusal(error)
    if (again) return again
    throw this.#withTries(error, left)
  }

  #afterFault(failure: Failure, left: number): Again | undefined {
    if (failure.retry?.kind !== 'transient' || this.#options.isOneTry) return undefined
    const { after, throttled, reason } = failure.retry
    this.#isThrottled ||= throttled ?? false
    const wait = backoff(this.#tries, { after, throttled: this.#isThrottled }, this.#options.deadline)
    if (wait >= left) return undefined
    this.#fault = failure
    return { kind: 'transient', wait, line: `Retry ${this.#tries} in ${inSeconds(wait)}: ${reason}` }
  }

  #afterExpiry(failure: Failure): Again | undefined {
    if (failure.retry?.kind !== 'renewal' || !this.#options.traits.isRenewable || this.#isRenewed)
      return undefined
    this.#presentAnew()
    this.#isRenewed = true
    return { kind: 'renewal', wait: 0, line: `Retry with a fresh OIDC token: ${failure.message}` }
  }

  #afterRefusal(failure: Failure): Again | undefined {
    const { propagation } = this.#options
    if (failure.retry?.kind !== 'propagation' || !propagation.isGranted) return undefined
    this.#refused = failure
    this.#refusals += 1
    const next = propagation.next(this.#refusals)
    if (!next) return undefined
    this.#presentAnew()
    this.#isRenewed = false
    const left = `${Math.ceil(next.left / 1000)} s of ${propagation.name} are left`
    const line = `Waiting for it to spread: ${failure.message}. Next try in ${inSeconds(next.wait)}; ${left}`
    return { kind: 'propagation', wait: next.wait, line }
  }

  #presentAnew(): void {
    this.#tries = 0
    this.#fault = undefined
    this.#isThrottled = false
  }

  /** The failure that says most, and how often it was tried. */
  #withTries(last: Failure, left: number): Failure {
    const { propagation } = this.#options
    const failure = this.#inTime(last, left)
    if (!this.#refused) return failure
    if (failure === this.#refused)
      return failure.addTried(
        `${this.#refusals} times in the ${propagation.seconds} s of ${propagation.name}`,
      )
    // A network that broke, or a token that grew too old, says less than what was waited for.
    const isMinor = failure instanceof HttpError || failure.retry?.kind === 'renewal'
    return isMinor
      ? this.#refused.addTried(`${this.#refusals + 1} times, and the last ended so: ${failure.message}`)
      : failure
  }

  #inTime(last: Failure, left: number): Failure {
    // What went wrong before says more than that the time then ran out.
    if (this.#fault && ranOutOfTime(last)) return this.#outOfTime(this.#fault, { left: 0 })
    if (last.retry?.kind === 'transient' && !this.#options.isOneTry)
      return this.#outOfTime(last, { asked: last.retry.after, left })
    return this.#tries > 1 ? last.addTried(describeTries(this.#tries)) : last
  }

  /** A failure that may have passed with more time. */
  #outOfTime(failure: Failure, end: { asked?: number | undefined; left: number }): Failure {
    const fix = raise(this.#options.words.input('timeout'))
    failure.parts.fixes = [...(failure.parts.fixes ?? []), fix]
    return failure.addTried(describeTries(this.#tries, end))
  }
}

/** What might have passed is for the user to try again, and not for this program. */
function final(failure: Failure, { signsIn }: AttemptTraits): Failure {
  const { fixes = [] } = failure.parts
  const others = fixes.filter(({ text }) => text !== runAgain.text)
  if (failure.retry) failure.parts.fixes = [...others, runAgain]
  if (signsIn === 'person') return failure
  return failure.addTried('once: each try with a password may count towards a lockout')
}

/** By itself, or as what the failure explains. */
/** Whether it is only that the timeout was over. */
export function ranOutOfTime(failure: Failure): boolean {
  return [failure, failure.cause].some((error) => error instanceof HttpError && error.code === 'deadline')
}
