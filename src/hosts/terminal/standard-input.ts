import { fstatSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

const STANDARD_INPUT = 0
/** Bytes; a certificate with its chain has some ten thousand. */
const MAX_INPUT = 1024 * 1024
/** Milliseconds. The program before the pipe may have to sign in first. */
const MAX_WAIT = 60_000

/**
 * What standard input holds, for the one option that asks for it; empty if none does.
 * @throws {UsageError} where there is nothing to read
 */
export async function readPiped(options: Readonly<Record<string, string>>): Promise<string> {
  const asked = Object.keys(options)
    .filter((name) => name.endsWith('-stdin'))
    .map((name) => `--${name}`)
  const [option] = asked
  if (option === undefined) return ''
  if (asked.length > 1) throw new UsageError(`Only one of ${asked.join(', ')} can read standard input.`)
  if (process.stdin.isTTY)
    throw new UsageError(
      `${option} reads a pipe or a file. Standard input is a terminal, which would show what you type. ${hiddenInput(option)}`,
    )
  const bytes = await readStandardInput({
    ...{ reader: option, limit: MAX_INPUT, wait: MAX_WAIT },
    tooLong: `${option}: standard input has more than 1 MiB.`,
  })
  const piped = bytes.toString()
  if (piped.trim() === '')
    throw new UsageError(`${option}: standard input is empty. Look at the command before the pipe.`)
  // Programs end what they print with a line end, which is no part of it.
  return piped.replace(/\r?\n$/, '')
}

/** How to give it without a trace: of one line, typed; of several, a file. */
function hiddenInput(option: string): string {
  const command = `${process.argv[2]} ${option}`
  if (option === '--certificate-stdin') return `Read a file:\n    power-platform-token ${command} < FILE`
  return [
    'Type it unseen, in bash or in PowerShell, with your other options behind:',
    `    read -rs SECRET; printf %s "$SECRET" | power-platform-token ${command}`,
    `    Read-Host -MaskInput | power-platform-token ${command}`,
  ].join('\n')
}

/** Whether another program, or a file, stands before this one; what nothing is known of counts as none. */
export function isPiped(): boolean {
  try {
    const input = fstatSync(STANDARD_INPUT)
    return input.isFIFO() || input.isFile()
  } catch {
    return false
  }
}

interface Reading {
  /** Who reads it, as a complaint begins. */
  reader: string
  /** Bytes, and what is said of more. */
  limit: number
  tooLong: string
  /** Milliseconds. */
  wait: number
}

/** All that standard input holds, up to a limit. @throws {UsageError} */
export async function readStandardInput({ reader, limit, tooLong, wait }: Reading): Promise<Buffer> {
  const signal = AbortSignal.timeout(wait)
  const late = () =>
    process.stdin.destroy(
      new UsageError(`${reader}: standard input did not end within ${wait / 1000} seconds.`),
    )
  signal.addEventListener('abort', late)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > limit) throw new UsageError(tooLong)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(
      `${reader}: standard input could not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    )
  } finally {
    signal.removeEventListener('abort', late)
  }
  return Buffer.concat(chunks)
}
