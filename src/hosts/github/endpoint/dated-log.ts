import type { LogSink } from '../../../ports/log.ts'

/** Bytes. A day with everything out of order has less, and nobody can fill a disk. */
const MAX_LOG = 1024 * 1024

/** A log that is read later: lines with their times, up to a limit. @param write takes a line with its end */
export function datedLog({ isVerbose, write }: { isVerbose: boolean; write(line: string): void }): LogSink {
  let left = MAX_LOG
  const say = (line: string) => {
    if (left <= 0) return
    const dated = `${new Date().toISOString()} ${line}\n`
    left -= Buffer.byteLength(dated)
    write(left > 0 ? dated : 'The log is full: nothing more is written.\n')
  }
  return {
    info: say,
    warning: (line) => say(`Warning: ${line}`),
    ...(isVerbose && { debug: say }),
  }
}
