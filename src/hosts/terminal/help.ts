import { briefs } from './briefs.ts'
import { type Command, commands, optionsOf } from './commands.ts'
import type { Option } from './options.ts'

/** Columns, where the terminal doesn't say; more than so many are hard to read. */
const WIDTH = 80
const MAX_WIDTH = 100
/** Columns before what an option is for, and the fewest that are left for it. */
const INDENT = 30
const MIN_DESCRIPTION = 30

/** Of the whole program. @param columns of the terminal */
export function programHelp(columns = WIDTH): string {
  const rows = Object.values(commands).map(({ name, summary }) => row(name, summary, columns))
  return [
    'Gets a Microsoft Entra access token for Power Platform API.',
    '',
    `  ${commands.token.example}`,
    '',
    'Commands:',
    ...rows,
    '',
    'power-platform-token COMMAND --help says what each takes, --version which version this is.',
  ].join('\n')
}

/** Of one command: an example first, then all that it takes, each as short as it can be said. @param columns of the terminal */
export function commandHelp(command: Command, columns = WIDTH): string {
  const { name, summary, example, operands } = command
  return [
    `  ${example}`,
    '',
    summary,
    '',
    `power-platform-token ${[name, operands, 'OPTIONS'].filter(Boolean).join(' ')}`,
    ...optionsOf(command).map((option) => row(nameOf(option), describe(option), columns)),
    'In brackets: the variable that is read without the option, or what counts then.',
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
  const width = Math.max(MIN_DESCRIPTION, Math.min(columns, MAX_WIDTH) - INDENT)
  const [first = '', ...others] = wrap(description, width)
  const start = `  ${name}`
  const isShort = start.length < INDENT
  const head = isShort ? [`${start.padEnd(INDENT)}${first}`] : [start, `${' '.repeat(INDENT)}${first}`]
  return [...head, ...others.map((line) => `${' '.repeat(INDENT)}${line}`)].join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length + 1 > width && line !== '') lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
