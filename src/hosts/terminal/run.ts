import type { ExitCode } from '../../commands/exit-code.ts'
import { getToken } from '../../commands/get-token.ts'
import { nearest } from '../../inputs/issues.ts'
import type { CommandLine } from './command-line.ts'
import type { CommandName } from './commands.ts'
import { readPiped } from './standard-input.ts'
import { print } from './standard-output.ts'
import { Terminal } from './terminal.ts'
import { type TokenFormat, tokenFormats } from './token-formats.ts'
import { UsageError } from './usage-error.ts'

type Given = Pick<CommandLine, 'options' | 'operands'>

/** Runs a command. @returns the exit code */
export function run(command: CommandName, given: Given): Promise<ExitCode> {
  return runners[command](given)
}

const SHOWN =
  'the token is shown on this terminal. Pipe it, or keep it in a variable: TOKEN=$(power-platform-token token)'

const runners: Record<CommandName, (given: Given) => Promise<ExitCode>> = {
  async token({ options }) {
    const { output = 'text' } = options
    const format = Object.hasOwn(tokenFormats, output) ? tokenFormats[output as TokenFormat] : undefined
    if (!format)
      throw new UsageError(
        `--output is one of ${Object.keys(tokenFormats).join(', ')}.${nearest(output, Object.keys(tokenFormats))}`,
      )
    const terminal = new Terminal({ env: process.env, options, piped: await readPiped(options) })
    const code = await getToken(terminal.host, terminal.http)
    if (code !== 0 || !terminal.result) return code
    if (process.stdout.isTTY) terminal.host.log.warning(SHOWN)
    return print(format(terminal.result))
  },
  async environments() {
    return 1
  },
}
