import { Failure } from '../failure/failure.ts'
import type { Http } from '../http/client.ts'
import { HttpError } from '../http/http-error.ts'
import { monotonic } from '../values/monotonic.ts'

/** Milliseconds: secrets were seen to take 4 to 18 s, federated credentials some minutes. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 15_000
const GROWTH = 1.5

export interface PropagationOptions {
  /** How long to wait in all, in seconds; 0 doesn't wait. */
  seconds: number
  http: Http
  /** Gets one line for each wait. */
  info(line: string): void
}

/** The time that a user grants a new secret, certificate, credential, permission or role to spread. */
export class Propagation {
  readonly #options: PropagationOptions
  /** When the first refusal came that may be due to it. */
  #since: number | undefined

  constructor(options: PropagationOptions) {
    this.#options = options
  }

  /**
   * Runs `attempt` again when it threw a failure of the class `propagation`, until the time is over; each try has the
   * whole timeout of the step for itself.
   * @throws what the last attempt threw
   */
  async retry<T>(attempt: () => Promise<T>): Promise<T> {
    const { seconds, http, info } = this.#options
    let step = FIRST_WAIT
    let refused: Failure | undefined
    for (let tries = 1; ; tries++) {
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof Failure) || seconds === 0) throw error
        if (error.retry?.kind !== 'propagation') {
          // A network that broke, or a token that grew too old, says less than what was waited for.
          const isMinor = error instanceof HttpError || error.retry?.kind === 'renewal'
          throw refused && isMinor
            ? refused.addTried(`${tries} times, and the last ended so: ${error.message}`)
            : error
        }
        refused = error
        this.#since ??= monotonic()
        const left = this.#since + seconds * 1000 - monotonic()
        if (left <= 0) throw error.addTried(`${tries} times in the ${seconds} s of wait-for-propagation`)
        // Jitter, so that the jobs of a matrix don't ask all at once; the last try is at the very end.
        const wait = Math.min(left, step * (0.5 + Math.random() / 2))
        step = Math.min(LONGEST_WAIT, step * GROWTH)
        info(
          `Waiting for it to spread: ${error.message}. Next try in ${(wait / 1000).toFixed(1)} s; ${Math.ceil(left / 1000)} s of wait-for-propagation are left`,
        )
        await new Promise((resolve) => setTimeout(resolve, wait))
        http.restart()
      }
    }
  }
}
