import { fstatSync, ftruncateSync, writeSync } from 'node:fs'
import type { ExitCode } from '../../commands/exit-code.ts'
import { withoutJobCommands } from './job-commands.ts'

const STANDARD_OUTPUT = 1
/** What a write says whose reader has gone, on Linux and macOS, and on Windows. */
const GONE = ['EPIPE', 'EOF']

/**
 * Writes the result, whole or not at all. A reader that has gone, such as `head`, is no error of ours.
 * @returns the exit code: 1 where it can't be written, such as on a full disk
 */
export async function print(result: string): Promise<ExitCode> {
  const text = withoutJobCommands(result)
  try {
    await (isFile() ? writeFile(Buffer.from(text)) : writeStream(text))
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (!GONE.includes(code)) {
      process.stderr.write(`Standard output could not be written (${code}).\n`)
      return 1
    }
  }
  return 0
}

function isFile(): boolean {
  try {
    return fstatSync(STANDARD_OUTPUT).isFile()
  } catch {
    return false
  }
}

/** On a disk that fills up, Node's own stream would leave a part, and call it good. */
function writeFile(bytes: Buffer): void {
  const { size } = fstatSync(STANDARD_OUTPUT)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(STANDARD_OUTPUT, bytes, done)
  } catch (error) {
    ftruncateSync(STANDARD_OUTPUT, size)
    throw error
  }
}

function writeStream(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', reject)
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
