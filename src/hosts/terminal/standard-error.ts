import type { LogSink } from '../../ports/log.ts'
import { withoutJobCommands } from './job-commands.ts'
import { wrapProse } from './wrap.ts'

/**
 * All talk goes there, so that standard output holds the result and nothing else.
 * @param prefix of each line, where another program writes there, too
 */
export function standardError({
  isVerbose,
  prefix = () => '',
}: {
  isVerbose: boolean
  prefix?: (() => string) | undefined
}): LogSink {
  const say = (line: string): void => {
    process.stderr.write(`${forStandardError(`${prefix()}${line}`)}\n`)
  }
  return { info: say, warning: (text) => say(`Warning: ${text}`), ...(isVerbose && { debug: say }) }
}

/** Wrapped at a terminal. The log of a job keeps its lines, for whoever searches them, and finds no command in them. */
export function forStandardError(text: string): string {
  const { isTTY, columns } = process.stderr
  return isTTY && columns > 0 ? wrapProse(text, columns) : withoutJobCommands(text)
}
