import type { LogSink } from '../../ports/log.ts'

/** All talk goes there, so that standard output holds the result and nothing else. */
export function standardError({ isVerbose }: { isVerbose: boolean }): LogSink {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`)
  }
  return { info: say, warning: (text) => say(`Warning: ${text}`), ...(isVerbose && { debug: say }) }
}
