import { parseArgs } from 'node:util'
import { type Command, type CommandName, commands, optionsOf } from './commands.ts'
import { oneHyphen, unknownCommand, unknownOption } from './mistyped.ts'
import type { Option } from './options.ts'
import { UsageError } from './usage-error.ts'

export interface CommandLine {
  /** Undefined where help or the version is asked for alone. */
  command: CommandName | undefined
  /** Values of options, by name; a switch is `true`. */
  options: Readonly<Record<string, string>>
  operands: readonly string[]
}

/** What is understood of the arguments. @throws {UsageError} */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const [first = '', ...rest] = args
  if (first === '' || first.startsWith('-')) return parseWithoutCommand(args)
  if (first === 'help')
    return {
      command: rest[0] === undefined ? undefined : commandOf(rest[0]),
      options: { help: 'true' },
      operands: [],
    }
  if (first === 'version') return { command: undefined, options: { version: 'true' }, operands: [] }
  const name = commandOf(first)
  const command: Command = commands[name]
  return {
    command: name,
    ...(command.isFollowedByCommand ? parseExec(command, rest) : parseOptions(command, rest)),
  }
}

/** Options, `--`, and another command, whose words are its own. */
function parseExec(command: Command, args: readonly string[]): Omit<CommandLine, 'command'> {
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const { options, operands: stray } = parseOptions(command, args.slice(0, end))
  const operands = args.slice(end + 1)
  if (!options.help && stray.length > 0 && operands.length > 0)
    throw new UsageError(
      'Unexpected argument before --. Several resources go into one quoted argument, separated by spaces.',
    )
  if (!options.help && operands.length === 0)
    throw new UsageError(`${command.name} needs -- and a command after it, as in: ${command.example}`)
  return { options, operands }
}

function commandOf(word: string): CommandName {
  const name = Object.keys(commands).find((each) => each === word) as CommandName | undefined
  if (!name) throw unknownCommand(word)
  return name
}

function parseWithoutCommand(args: readonly string[]): CommandLine {
  const known = ['--help', '-h', '--version']
  const other = args.find((arg) => !known.includes(arg))
  if (other) throw new UsageError(`A command comes first: ${Object.keys(commands).join(', ')}.`)
  const options: Record<string, string> = args.includes('--version') ? { version: 'true' } : { help: 'true' }
  return { command: undefined, options, operands: [] }
}

function parseOptions(command: Command, args: readonly string[]): Omit<CommandLine, 'command'> {
  const known = optionsOf(command)
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const powerShell = args
    .slice(0, end)
    .find((arg, index) => /^-[a-z]{2}/i.test(arg) && !isValue(args, index, known))
  if (powerShell) throw oneHyphen(powerShell, known)
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(known.map(settingsOf)),
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const options: Record<string, string> = {}
  const operands: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const option = known.find(({ name }) => name === token.name)
    if (!option) throw unknownOption(token.name, known)
    if (option.value && token.value === '')
      throw new UsageError(`--${option.name}: its value is empty, as that of a variable that is not set.`)
    if (option.value && token.value === undefined) throw new UsageError(`--${option.name} needs a value.`)
    if (!option.value && token.value !== undefined) throw new UsageError(`--${option.name} takes no value.`)
    const before = Object.hasOwn(options, option.name) ? options[option.name] : undefined
    if (before !== undefined && !option.isList) throw new UsageError(`--${option.name} came twice.`)
    options[option.name] = [before, token.value ?? 'true'].filter((each) => each !== undefined).join('\n')
  }
  if (operands.length > 0 && !command.operands)
    throw new UsageError(`${command.name} takes options only, such as --${known[0]?.name}.`)
  return { options, operands }
}

function settingsOf({ name, value, short }: Option) {
  const settings = { type: value ? ('string' as const) : ('boolean' as const), ...(short && { short }) }
  return [name, settings] as const
}

/** Whether a word is what the option before it asked for. */
function isValue(args: readonly string[], index: number, known: readonly Option[]): boolean {
  return known.some(({ name, value }) => value !== undefined && args[index - 1] === `--${name}`)
}
