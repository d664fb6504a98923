import * as core from '@actions/core'
import type { PresentedFailure } from '../../failure/presented-failure.ts'
import type * as Summary from '../../failure/summary.ts'
import type { Fact, FactSink } from '../../ports/fact-sink.ts'
import type { FailureSink } from '../../ports/failure-sink.ts'
import type { Log } from '../../ports/log.ts'
import type { Harmless } from '../../values/harmless.ts'
import { printable } from '../../values/printable.ts'
import { isWritableFile } from './file-commands.ts'
import type { OwnInputs } from './own-inputs.ts'
import { escapeCommands } from './workflow-commands.ts'

/** Characters; GitHub cuts a longer annotation. */
const MAX_ANNOTATION = 4096

interface RunPageOptions {
  env: NodeJS.ProcessEnv
  /** When to write to the job's summary. */
  summary: OwnInputs['summary']
  log: Log
}

/** The page of the run: annotations, and the job's summary. */
export class RunPage implements FactSink, FailureSink {
  readonly #options: RunPageOptions

  constructor(options: RunPageOptions) {
    this.#options = options
  }

  async showFacts(facts: readonly Fact[], warning: Harmless | undefined): Promise<void> {
    if (this.#options.summary === 'always')
      await this.#summarise(({ summariseFacts }) => summariseFacts(facts, warning))
  }

  /** One annotation, which is also what the log shows; what doesn't fit into it goes to the log before. */
  async showFailure(failure: PresentedFailure): Promise<void> {
    const title = escapeCommands(failure.parts.title)
    const limit = MAX_ANNOTATION - title.length - 1
    const short = failure.shortened(limit, (text) => escapeCommands(text).length)
    if (short !== failure.text) core.info(escapeCommands(failure.text))
    core.error(`${title}\n${escapeCommands(short)}`, { title })
    if (this.#options.summary !== 'never')
      await this.#summarise(({ summariseFailure }) => summariseFailure(failure))
  }

  async #summarise(write: (words: typeof Summary) => string): Promise<void> {
    const { GITHUB_STEP_SUMMARY: path } = this.#options.env
    try {
      if (path && !isWritableFile(path)) throw new Error('GITHUB_STEP_SUMMARY names no regular file')
      const markdown = write(await import('../../failure/summary.ts'))
      const { summary } = await import('./job-summary.ts')
      await summary.addRaw(markdown, true).write()
    } catch (error) {
      this.#options.log.warning(`The summary could not be written: ${printable((error as Error).message)}`)
    }
  }
}
