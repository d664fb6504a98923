import { FileProblem, readSmallFile } from '../../values/small-file.ts'
import { readStandardInput } from './standard-input.ts'
import { UsageError } from './usage-error.ts'

/** Bytes. The log of a long job has some. */
const MAX_TEXT = 16 * 1024 * 1024
/** Milliseconds: an hour, since the command before the pipe may be a whole deployment. */
const MAX_WAIT = 3_600_000

/** The text that is to be explained: of the file, else of standard input where no codes came. @throws {UsageError} */
export async function readAskedText(file: string | undefined, operands: readonly string[]): Promise<string> {
  if (file !== undefined) return readFile(file)
  if (operands.length > 0) return ''
  if (!process.stdin.isTTY) return readPiped()
  throw new UsageError('explain needs a code, such as AADSTS700213, or a text, by --file PATH or < PATH.')
}

function readFile(path: string): string {
  try {
    return decode(readSmallFile(path, MAX_TEXT))
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new UsageError(`--file names ${error.message}. ${LIMIT}`)
  }
}

async function readPiped(): Promise<string> {
  const tooLong = `What came on standard input is too long. ${LIMIT}`
  return decode(await readStandardInput({ reader: 'explain', limit: MAX_TEXT, wait: MAX_WAIT, tooLong }))
}

const LIMIT = `A text of up to ${MAX_TEXT / 1024 / 1024} MiB is read; the part around the error is enough.`

/** Windows PowerShell's `>` writes UTF-16. */
function decode(bytes: Buffer): string {
  return bytes.subarray(0, 2).equals(Buffer.of(0xff, 0xfe))
    ? bytes.toString('utf16le')
    : bytes.toString('utf8')
}
