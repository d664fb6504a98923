import type { Words } from '../ports/words.ts'
import { Deadline } from '../values/deadline.ts'
import { type Again, type AttemptTraits, RetryPolicy } from './policy.ts'
import { PropagationWindow } from './propagation-window.ts'

interface RetryOptions {
  /** Seconds for everything together; excludes propagation waits. */
  timeout: number
  /** Seconds that something new may take to spread. */
  waitForPropagation: number
  words: Words
  /** Whether a fault that may pass is for the caller to try again, and not for this call. */
  isOneTry?: boolean
  /** Gets one line for each other try. */
  info(line: string): void
}

/** The time that one call of a command has, and how it is used for several tries. */
export class Retries {
  readonly deadline: Deadline
  readonly #options: RetryOptions
  readonly #propagation: PropagationWindow
  /** Milliseconds of the timeout that the first refusal left, which each later try has. */
  #leftAtRefusal: number | undefined

  constructor(options: RetryOptions) {
    const { timeout, waitForPropagation, words } = options
    this.#options = options
    this.deadline = new Deadline(timeout * 1000)
    this.#propagation = new PropagationWindow(waitForPropagation, words.input('wait-for-propagation'))
  }

  /**
   * Runs `attempt` until it succeeds, or the policy says that no other try helps.
   * @param attempt gets why it is made again; undefined for the first
   * @throws what the policy makes of the last failure
   */
  async run<T>(
    attempt: (again: Again['kind'] | undefined) => Promise<T>,
    traits: AttemptTraits = {},
  ): Promise<T> {
    const { words, info, isOneTry = false } = this.#options
    const policy = new RetryPolicy({
      deadline: this.deadline,
      propagation: this.#propagation,
      traits,
      words,
      isOneTry,
    })
    for (let again: Again | undefined; ; ) {
      try {
        return await attempt(again?.kind)
      } catch (error) {
        const { left } = this.deadline
        again = policy.after(error)
        info(again.line)
        const { wait, kind } = again
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
        if (kind !== 'propagation') continue
        this.#leftAtRefusal ??= left
        this.deadline.restart(this.#leftAtRefusal)
      }
    }
  }
}
