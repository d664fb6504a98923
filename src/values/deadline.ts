import { monotonic } from './monotonic.ts'

/** When one call must be over, whatever it does. All times are in milliseconds. */
export class Deadline {
  readonly total: number
  #end: number

  constructor(total: number) {
    this.total = total
    this.#end = monotonic() + total
  }

  get left(): number {
    return Math.max(0, this.#end - monotonic())
  }

  /** Gives what follows so much time, after a wait that the user asked for. */
  restart(left: number): void {
    this.#end = monotonic() + left
  }
}
