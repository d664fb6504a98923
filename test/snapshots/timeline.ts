import { setImmediate } from 'node:timers/promises'
import type { RecordedRequest } from '../emulator/request.ts'

/** Something that a step did, as the runner or a server saw it. */
export type Event = { line: string } | { request: RecordedRequest }

/** What a step did, in order: its lines before masking, and its requests. */
export class Timeline {
  readonly events: Event[] = []

  readonly onLine = (line: string): void => {
    this.events.push({ line })
  }

  /**
   * A server answers only after this. By the time that a request is here, the lines before it are in the pipe, but perhaps
   * not read; and the lines after it wait for the answer. So the order is that of the step, however busy the machine is.
   */
  readonly arrived = async (request: RecordedRequest): Promise<void> => {
    // The rest of this turn of the event loop; a turn that reads the pipe; one that hands the lines on.
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    this.events.push({ request })
  }
}
