import { briefs } from './briefs.ts'
import { type Command, commands, optionsOf } from './commands.ts'
import type { Option } from './options.ts'
import { wrap, wrapProse } from './wrap.ts'

/** Columns, where the terminal doesn't say; more than so many are hard to read. */
const WIDTH = 80
const MAX_WIDTH = 100
/** Columns before what an option is for. */
const INDENT = 30
/** In fewer columns, it stands below the option's name, so far in. */
const NARROW = 60
const BELOW = 6

/** Of the whole program. @param columns of the terminal */
export function programHelp(columns = WIDTH): string {
  const rows = Object.values(commands).map(({ name, summary }) => row(name, summary, columns))
  return [
    wrapProse('Gets a Microsoft Entra access token for Power Platform API.', columns),
    '',
    `  ${commands.token.example}`,
    '',
    'Commands:',
    ...rows,
    '',
    wrapProse(
      'power-platform-token COMMAND --help says what each takes, --version which version this is.',
      columns,
    ),
  ].join('\n')
}

/** Of one command: an example first, then all that it takes, each as short as it can be said. @param columns of the terminal */
export function commandHelp(command: Command, columns = WIDTH): string {
  const { name, summary, example, operands, isFollowedByCommand } = command
  const usage = isFollowedByCommand ? [name, 'OPTIONS', operands] : [name, operands, 'OPTIONS']
  return [
    `  ${example}`,
    '',
    wrapProse(summary, columns),
    '',
    `power-platform-token ${usage.filter(Boolean).join(' ')}`,
    ...optionsOf(command).map((option) => row(nameOf(option), describe(option), columns)),
    wrapProse('In brackets: the variable that is read without the option, or the default.', columns),
  ].join('\n')
}

function nameOf({ name, value, short }: Option): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`
}

/** The documentation has the rest. */
function describe({ name, description, variable, default: value }: Option): string {
  const otherwise = variable ?? value
  const brief = briefs[name] ?? beginningOf(description)
  return otherwise ? `${brief} [${otherwise}]` : brief
}

/** The first sentence, or its first part. */
function beginningOf(description: string): string {
  return /^.*?(?=[.;](?: |$)|$)/.exec(description)?.[0] ?? description
}

function row(name: string, description: string, columns: number): string {
  const start = `  ${name}`
  if (columns < NARROW) {
    const below = ' '.repeat(BELOW)
    return [start, ...wrap(description, Math.max(1, columns - BELOW)).map((line) => below + line)].join('\n')
  }
  const [first = '', ...others] = wrap(description, Math.min(columns, MAX_WIDTH) - INDENT)
  const isShort = start.length < INDENT
  const head = isShort ? [`${start.padEnd(INDENT)}${first}`] : [start, `${' '.repeat(INDENT)}${first}`]
  return [...head, ...others.map((line) => `${' '.repeat(INDENT)}${line}`)].join('\n')
}
