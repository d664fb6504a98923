import { parseCommandLine } from './command-line.ts'
import { commands } from './commands.ts'
import { commandHelp, programHelp } from './help.ts'
import { forStandardError } from './standard-error.ts'
import { print } from './standard-output.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'

// Green only once the result is written.
process.exitCode = 1
// Whoever closes it wants to hear nothing.
process.stderr.on('error', () => {})
process.on('uncaughtException', failUnexpectedly).on('unhandledRejection', failUnexpectedly)
// By default, it opens Node's debugger to anybody on the machine.
process.on('SIGUSR1', () => {})
start(process.argv.slice(2))

async function start(args: string[]): Promise<void> {
  try {
    const { command, options, operands } = parseCommandLine(args)
    if (command && !options.help) {
      // Help and complaints do without all that a command loads, and the first connection comes before the rest of it.
      const { connectEarly } = await import('./connect-early.ts')
      const connections = await connectEarly(commands[command], options)
      const { run } = await import('./run.ts')
      const code = await run(command, { options, operands, connections })
      // Once all is written, the end: a connection that no request took would hold it up.
      process.stderr.write('', () => process.exit(code))
    } else {
      const { columns } = process.stdout
      const help = () => (command ? commandHelp(commands[command], columns) : programHelp(columns))
      process.exitCode = await print(`${options.version ? version : help()}\n`)
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const [name = ''] = process.argv.slice(2)
    const command = Object.hasOwn(commands, name) ? `${name} ` : ''
    process.stderr.write(
      `${forStandardError(error.message)}\npower-platform-token ${command}--help says more.\n`,
    )
    process.exitCode = 2
  }
}

/** The last resort. The message and the stack of what nothing here expects may hold a secret. */
function failUnexpectedly(error: unknown): void {
  const { name, code = name }: NodeJS.ErrnoException =
    error instanceof Error ? error : { name: typeof error, message: '' }
  const kind = typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'unknown'
  process.stderr.write(
    `Unexpected error (${kind}). If it comes again, report it: https://github.com/OWNER/power-platform-token/issues\n`,
    () => process.exit(1),
  )
}
