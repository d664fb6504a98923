import type { PresentedFailure } from '../../failure/presented-failure.ts'
import type { FailureSink } from '../../ports/failure-sink.ts'
import type { Connection } from './connection.ts'
import { loggingCommand, withoutCommands } from './logging-commands.ts'
import { writeLine } from './output.ts'
import { CONNECTIONS } from './words.ts'

/** Of what the agent masks of a connection, what an error names (MaskingUtil.cs has what it doesn't mask). */
const MASKED = [
  'serviceprincipalid',
  'applicationId',
  'workloadIdentityFederationIssuer',
  'workloadIdentityFederationSubject',
]

/** The page of the run shows one line of an error; all else is in the log, whose lines the mark makes red. */
export class PipelineFailures implements FailureSink {
  readonly #masked: readonly string[]

  /** @param connection that the step names */
  constructor(connection: Connection | undefined) {
    this.#masked = MASKED.map((name) => connection?.parameter(name) ?? '').filter(Boolean)
  }

  async showFailure({ parts: { title }, text }: PresentedFailure): Promise<void> {
    const lines = [withoutCommands(title), ...withoutCommands(text).split('\n')]
    if (this.#masked.some((value) => text.includes(value))) lines.push(HIDDEN)
    for (const line of lines) writeLine(`##[error]${line}`)
    writeLine(loggingCommand('task.logissue', { type: 'error' }, withoutCommands(title)))
    writeLine(loggingCommand('task.complete', { result: 'Failed' }, withoutCommands(title)))
  }
}

const HIDDEN = `*** stands for what Azure Pipelines hides of a connection: read it on the page of the connection, under ${CONNECTIONS}.`
