import type { LogSink } from '../../ports/log.ts'
import { loggingCommand, withoutCommands } from './logging-commands.ts'
import { writeLine } from './output.ts'

/** The log of the step. */
export function jobLog({ SYSTEM_DEBUG: debug }: NodeJS.ProcessEnv): LogSink {
  return {
    info: (text) => writeLine(withoutCommands(text)),
    warning: (text) => writeLine(loggingCommand('task.logissue', { type: 'warning' }, withoutCommands(text))),
    ...(/^true$/i.test(debug ?? '') && {
      debug: (text) => writeLine(loggingCommand('task.debug', {}, withoutCommands(text))),
    }),
  }
}
