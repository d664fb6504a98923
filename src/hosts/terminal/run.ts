import { readFileSync } from 'node:fs'
import type { ExitCode } from '../../commands/exit-code.ts'
import { getToken } from '../../commands/get-token.ts'
import type { CommandLine } from './command-line.ts'
import type { CommandName } from './commands.ts'
import { Terminal } from './terminal.ts'
import { type TokenFormat, tokenFormats } from './token-formats.ts'
import { UsageError } from './usage-error.ts'

type Given = Pick<CommandLine, 'options' | 'operands'>

/** Runs a command. @returns the exit code */
export function run(command: CommandName, given: Given): Promise<ExitCode> {
  return runners[command](given)
}

const runners: Record<CommandName, (given: Given) => Promise<ExitCode>> = {
  async token({ options }) {
    const { output = 'text' } = options
    const format = Object.hasOwn(tokenFormats, output) ? tokenFormats[output as TokenFormat] : undefined
    if (!format) throw new UsageError(`--output is one of ${Object.keys(tokenFormats).join(', ')}.`)
    const terminal = new Terminal({ env: process.env, options, piped: readPiped(options) })
    const code = await getToken(terminal.host, terminal.http)
    if (code !== 0 || !terminal.result) return code
    if (process.stdout.isTTY) terminal.host.log.warning('the token is shown on this terminal.')
    return print(format(terminal.result))
  },
  async environments() {
    return 1
  },
}

/** For the one option that asks for standard input. */
function readPiped(options: Given['options']): string {
  const asked = Object.keys(options).filter((name) => name.endsWith('-stdin'))
  if (asked.length > 1)
    throw new UsageError(`Only one of ${asked.map((name) => `--${name}`).join(', ')} can be read.`)
  return asked.length === 1 ? readFileSync(0, 'utf8') : ''
}

/** Whole, or not at all. A reader that has gone is no error of ours. */
function print(text: string): Promise<ExitCode> {
  return new Promise((resolve) => {
    process.stdout.once('error', () => resolve(0))
    process.stdout.write(text, () => resolve(0))
  })
}
