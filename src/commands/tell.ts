import { Failure, unexpectedError } from '../failure/failure.ts'
import { presentFailure } from '../failure/presented-failure.ts'
import type { Host } from '../ports/host.ts'
import { maskInputs } from '../request/read-request.ts'
import { type ExitCode, exitCodeOf } from './exit-code.ts'

/** Runs the story of a command: secrets are hidden before it begins, and its failure is shown as the host shows it. */
export async function tell(host: Host, story: () => Promise<void>): Promise<ExitCode> {
  try {
    maskInputs(host)
    await story()
    return 0
  } catch (error) {
    const failure = error instanceof Failure ? error : unexpectedError(error)
    await host.failures.showFailure(presentFailure(failure, host))
    return exitCodeOf(failure)
  }
}
