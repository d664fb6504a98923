import type { PresentedFailure } from '../../failure/presented-failure.ts'
import type { FailureSink } from '../../ports/failure-sink.ts'
import { forStandardError } from './standard-error.ts'

const RED = '\u001b[1;31m'
const PLAIN = '\u001b[0m'

/** A failure on standard error, whole. */
export class TerminalFailures implements FailureSink {
  readonly #isColoured: boolean

  constructor({ isColoured }: { isColoured: boolean }) {
    this.#isColoured = isColoured
  }

  async showFailure({ parts, text }: PresentedFailure): Promise<void> {
    const [title, body] = [parts.title, text].map(forStandardError)
    process.stderr.write(`${this.#isColoured ? `${RED}${title}${PLAIN}` : title}\n${body}\n`)
  }
}
