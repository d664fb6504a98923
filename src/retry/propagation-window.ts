import { monotonic } from '../values/monotonic.ts'

/** Milliseconds: secrets were seen to take 4 to 18 s, federated credentials some minutes. */
const FIRST_WAIT = 1_000
const MAX_WAIT = 15_000
const GROWTH = 1.5

/** The time that a user grants to something new, such as a secret, a credential or a role, to spread through the directory. */
export class PropagationWindow {
  readonly seconds: number
  /** The input that grants it, as the user writes it. */
  readonly name: string
  /** When the first refusal came that may be due to it. */
  #since: number | undefined

  /** @param seconds 0 grants none */
  constructor(seconds: number, name: string) {
    this.seconds = seconds
    this.name = name
  }

  get isGranted(): boolean {
    return this.seconds > 0
  }

  /**
   * The wait after a refusal, and what is left of all waits, in milliseconds; undefined once the time is over.
   * @param refusals so far of what is tried now
   */
  next(refusals: number): { wait: number; left: number } | undefined {
    const now = monotonic()
    this.#since ??= now
    const left = this.#since + this.seconds * 1000 - now
    if (left <= 0) return undefined
    const step = Math.min(MAX_WAIT, FIRST_WAIT * GROWTH ** (refusals - 1))
    // Jitter, so that jobs that start together don't ask all at once; the last try is at the very end.
    return { wait: Math.min(left, step * (0.5 + Math.random() / 2)), left }
  }
}
