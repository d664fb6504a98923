import { parseCommandLine } from './command-line.ts'
import { commands } from './commands.ts'
import { commandHelp, programHelp } from './help.ts'
import { run } from './run.ts'
import { print } from './standard-output.ts'
import { UsageError } from './usage-error.ts'

// Green only once the result is written.
process.exitCode = 1
// Whoever closes it wants to hear nothing.
process.stderr.on('error', () => {})
start(process.argv.slice(2))

async function start(args: string[]): Promise<void> {
  try {
    const { command, options, operands } = parseCommandLine(args)
    const { columns } = process.stdout
    const help = () => print(`${command ? commandHelp(commands[command], columns) : programHelp(columns)}\n`)
    process.exitCode = await (command && !options.help ? run(command, { options, operands }) : help())
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\npower-platform-token --help says more.\n`)
    process.exitCode = 2
  }
}
