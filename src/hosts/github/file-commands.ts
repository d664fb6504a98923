import { randomUUID } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'

/** A file that the runner reads once the step is over, and what it is to be told. */
interface FileCommand {
  path: string
  values: Record<string, string>
}

/** A regular file: a device would keep nothing, and a pipe could keep the program waiting. */
export function isWritableFile(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * Writes all of it or, on a disk that fills up, nothing: each file is what it was before then.
 * @throws what the file system says
 */
export function writeAll(commands: readonly FileCommand[]): void {
  const undo: (() => void)[] = []
  try {
    for (const { path, values } of commands) {
      // No flag creates it: the runner would not know a file that isn't there any more.
      const file = openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0))
      try {
        const { size } = fstatSync(file)
        undo.unshift(() => truncateSync(path, size))
        writeAt(file, size, Buffer.from(keyValues(values)))
      } finally {
        closeSync(file)
      }
    }
  } catch (error) {
    for (const step of undo) {
      try {
        step()
      } catch {
        // The first error says what is wrong with the disk, and the other file must be set right even so.
      }
    }
    throw error
  }
}

/** One write may take a part of the bytes only. */
function writeAt(file: number, start: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, start + done)
  }
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions#multiline-strings */
function keyValues(values: Record<string, string>): string {
  // Random, so that no value can hold it and go on with a name of its own.
  const delimiter = `ghadelimiter_${randomUUID()}`
  return Object.entries(values)
    .map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
    .join('')
}
