import * as core from '@actions/core'
import type { LogSink } from '../../ports/log.ts'
import { escapeCommands } from './workflow-commands.ts'

/** The log of the step. */
export const jobLog: LogSink = {
  info: (text) => core.info(escapeCommands(text)),
  warning: (text) => core.warning(escapeCommands(text)),
  get debug() {
    return core.isDebug()
      ? (text: Parameters<LogSink['info']>[0]) => core.debug(escapeCommands(text))
      : undefined
  },
}
