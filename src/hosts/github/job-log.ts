import * as core from '@actions/core'
import type { LogSink } from '../../ports/log.ts'
import { escapeCommands } from './workflow-commands.ts'

/** The log of the step. */
export function jobLog({ RUNNER_DEBUG: debug }: NodeJS.ProcessEnv): LogSink {
  return {
    info: (text) => core.info(escapeCommands(text)),
    warning: (text) => core.warning(escapeCommands(text)),
    ...(debug === '1' && { debug: (text) => core.debug(escapeCommands(text)) }),
  }
}
