import { setImmediate as nextTurn } from 'node:timers/promises'

interface Timer {
  /** When it is due, by the monotonic clock. */
  due: number
  run: () => void
}

/** Turns of the event loop after a timer, in which promises and loaded modules settle. */
const TURNS = 2
/** What MSAL and others get of an hour that is none in particular. */
const START = Date.UTC(2027, 0, 11)

const real = {
  Date,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  bigint: process.hrtime.bigint,
}

/**
 * Time that passes only by waiting, for as many waits as there are: timers run in order, and what they begin settles in
 * between. The clock that is set can be set, as on a machine.
 */
export class VirtualClock implements Disposable {
  /** Monotonic milliseconds; they stand still while the machine sleeps. */
  now = 0
  /** Milliseconds that the machine slept. */
  #slept = 0
  /** By how much the machine's clock is wrong. */
  #off = 0
  /** The next one last. */
  readonly #timers: Timer[] = []

  constructor() {
    const clock = this
    Object.assign(globalThis, {
      Date: class extends Date {
        constructor(...given: []) {
          super(...(given.length > 0 ? given : ([clock.wall] as unknown as [])))
        }
        static override now = () => clock.wall
      },
      setTimeout: (run: () => void, wait = 0) => this.#start(run, wait),
      clearTimeout: (timer: Timer | undefined) => this.#stop(timer),
    })
    process.hrtime.bigint = () => BigInt(Math.round(this.now * 1e6))
  }

  /** Gives the real time back. */
  [Symbol.dispose](): void {
    const { bigint, ...globals } = real
    Object.assign(globalThis, globals)
    process.hrtime.bigint = bigint
  }

  /** Unix milliseconds by a clock that is right, such as Entra's. */
  get true(): number {
    return START + this.now + this.#slept
  }

  /** Unix milliseconds by the machine's clock. */
  get wall(): number {
    return Math.floor(this.true + this.#off)
  }

  /** Sets the machine's clock by so many milliseconds. */
  set(off: number): void {
    this.#off += off
  }

  /** The machine sleeps for so many milliseconds. */
  sleep(time: number): void {
    this.#slept += time
  }

  /** Lets so many milliseconds pass, and all happen that is due meanwhile. */
  async pass(time: number): Promise<void> {
    const end = this.now + time
    await this.settle()
    for (let timer = this.#timers.at(-1); timer && timer.due <= end; timer = this.#timers.at(-1)) {
      this.#timers.pop()
      this.now = Math.max(this.now, timer.due)
      timer.run()
      await this.settle()
    }
    this.now = end
  }

  /** Lets all happen that needs no time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await nextTurn()
  }

  /** Resolves when so many milliseconds have passed. */
  after(time: number): Promise<void> {
    return new Promise((resolve) => this.#start(resolve, time))
  }

  #start(run: () => void, wait: number): Timer & { unref(): Timer } {
    // Node drops fractions, so that a timer may go off a little before its time.
    const timer = { due: this.now + Math.max(1, Math.trunc(wait)), run, unref: () => timer }
    const place = this.#timers.findLastIndex(({ due }) => due > timer.due)
    this.#timers.splice(place + 1, 0, timer)
    return timer
  }

  #stop(timer: Timer | undefined): void {
    const place = timer ? this.#timers.indexOf(timer) : -1
    if (place >= 0) this.#timers.splice(place, 1)
  }
}
