import { type Command, commands, optionsOf } from './commands.ts'
import type { Option } from './options.ts'

/** Columns; what is longer is wrapped. */
const WIDTH = 100
const INDENT = 30

/** Of the whole program. */
export function programHelp(): string {
  const rows = Object.values(commands).map(({ name, summary }) => row(name, summary))
  return [
    'Gets a Microsoft Entra access token for Power Platform API.',
    '',
    `  ${commands.token.example}`,
    '',
    'Commands:',
    ...rows,
    '',
    'power-platform-token COMMAND --help says what each takes.',
  ].join('\n')
}

/** Of one command: an example first, then all that it takes. */
export function commandHelp(command: Command): string {
  return [
    command.summary,
    '',
    `  ${command.example}`,
    '',
    'Options:',
    ...optionsOf(command).map((option) => row(nameOf(option), describe(option))),
  ].join('\n')
}

function nameOf({ name, value, short }: Option): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`
}

function describe({ description, default: value }: Option): string {
  return value ? `${description} (${value})` : description
}

function row(name: string, description: string): string {
  const lines = wrap(description, WIDTH - INDENT)
  const [first = '', ...others] = lines
  const start = `  ${name}`
  const head =
    start.length < INDENT ? [`${start.padEnd(INDENT)}${first}`] : [start, `${' '.repeat(INDENT)}${first}`]
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
