import { readFileSync } from 'node:fs'
import { Document, isScalar, visit } from 'yaml'
import { ownInputs } from '../../src/hosts/github/own-inputs.ts'
import type { Input } from '../../src/ports/inputs.ts'
import { allInputs } from '../../src/request/inputs.ts'
import { resourcesInput } from '../../src/request/resources.ts'

/** Columns of action.yml. */
const WIDTH = 120

/** What GitHub's users must know of an input in addition to its description. */
const remarks: Readonly<Record<string, string>> = {
  'federated-token': 'For that, the job needs permissions: id-token: write.',
}

/** The files that list the inputs, each with its list written anew from the rows, and all else as it is. */
export function inputLists(): Record<string, string> {
  const inputs = described(allInputs({ own: ownInputs }))
  const served = described(allInputs({ own: [resourcesInput, ...ownInputs] }))
  const section = /^inputs:\n(?: .*\n)+/m
  const endpoint = 'identity-endpoint/action.yml'
  return {
    'action.yml': replaced('action.yml', section, manifestSection(inputs)),
    [endpoint]: replaced(endpoint, section, manifestSection(served)),
    'docs/inputs.md': inputPage(inputs, served),
  }
}

/** The action's, and what the endpoint has in addition. */
function inputPage(inputs: readonly Input[], served: readonly Input[]): string {
  const path = 'docs/inputs.md'
  const lists = [inputs, served.filter(({ name }) => !inputs.some((input) => input.name === name))]
  const content = readFileSync(path, 'utf8')
  const place = /^\| Input +\|.*\n(?:\|.*\n)+/gm
  if (content.match(place)?.length !== lists.length)
    throw new Error(`${path} must have ${lists.length} lists.`)
  return content.replace(place, () => table(lists.shift() ?? []))
}

function described(inputs: readonly Input[]): Input[] {
  return inputs.map((input) => ({
    ...input,
    description: [input.description, remarks[input.name]].filter(Boolean).join(' '),
  }))
}

function replaced(path: string, place: RegExp, list: string): string {
  const content = readFileSync(path, 'utf8')
  if (!place.test(content)) throw new Error(`${path} has no list of inputs to write anew.`)
  return content.replace(place, () => list)
}

function manifestSection(inputs: readonly Input[]): string {
  const rows = inputs.map(({ name, description, default: value }) => [
    name,
    { description, ...(value && { default: value }) },
  ])
  const document = new Document({ inputs: Object.fromEntries(rows) })
  visit(document, {
    // In place of quotes, and of lines that are too long.
    Pair: (_, { key, value }) => {
      const isLong = isScalar(value) && `    ${key}: ${value.value}`.length > WIDTH
      if (isScalar(value) && (isLong || /: /.test(String(value.value)))) value.type = 'BLOCK_FOLDED'
    },
  })
  return document.toString({ lineWidth: WIDTH })
}

function table(inputs: readonly Input[]): string {
  const code = (text = '') => text && `\`${text}\``
  const rows = inputs.map((input) => [code(input.name), code(input.default), escaped(input.description)])
  const head = ['Input', 'Default', 'Description']
  const [names, defaults] = [0, 1].map((column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  )
  const line = ([name = '', value = '', description = '']: string[]) =>
    `| ${name.padEnd(names ?? 0)} | ${value.padEnd(defaults ?? 0)} | ${description} |\n`
  const rule = line([names, defaults, head[2]?.length].map((width) => '-'.repeat(width ?? 0)))
  return [line(head), rule, ...rows.map(line)].join('')
}

/** Descriptions are plain text. */
function escaped(text: string): string {
  return text.replace(/[<>|*]/g, '\\$&')
}
