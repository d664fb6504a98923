import type { PresentedFailure } from '../../failure/presented-failure.ts'
import type { FailureSink } from '../../ports/failure-sink.ts'
import { loggingCommand, withoutCommands } from './logging-commands.ts'
import { writeLine } from './output.ts'

/** The page of the run shows one line of an error; all else is in the log, whose lines the mark makes red. */
export class PipelineFailures implements FailureSink {
  async showFailure({ parts: { title }, text }: PresentedFailure): Promise<void> {
    for (const line of withoutCommands(text).split('\n')) writeLine(`##[error]${line}`)
    writeLine(loggingCommand('task.logissue', { type: 'error' }, withoutCommands(title)))
    writeLine(loggingCommand('task.complete', { result: 'Failed' }, withoutCommands(title)))
  }
}
