import { monotonic } from './monotonic.ts'

/** When one call must be over, whatever it does. All times are in milliseconds. */
export class Deadline {
  readonly total: number
  #end: number
  /** What was left when the clock was stopped. */
  #stopped: number | undefined

  constructor(total: number) {
    this.total = total
    this.#end = monotonic() + total
  }

  get left(): number {
    return this.#stopped ?? Math.max(0, this.#end - monotonic())
  }

  /** Gives what follows so much time, after a wait that the user asked for. */
  restart(left: number): void {
    this.#stopped = undefined
    this.#end = monotonic() + left
  }

  /** Stops the clock, such as while a person has their turn. @returns what starts it again */
  stop(): () => void {
    const { left } = this
    this.#stopped = left
    return () => this.restart(left)
  }
}
