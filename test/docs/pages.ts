import { globSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

export const root = new URL('../../', import.meta.url)

export function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** A page in Markdown. */
export interface Page {
  path: string
  text: string
  /** Without its blocks of code. */
  prose: string
  headings: string[]
}

const FENCE = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm

function readPage(path: string): Page {
  const text = read(path)
  const prose = text.replace(FENCE, '')
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title)
  return { path, text, prose, headings }
}

const paths = globSync('docs/**/*.md', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()

/** What users read: README, whose quick start comes first, and all of docs/. */
export const documentation = ['README.md', ...paths].map(readPage)
/** All pages that lead to each other. */
export const pages = [...documentation, ...['SECURITY.md', 'CONTRIBUTING.md'].map(readPage)]

export function page(path: string): Page {
  const found = pages.find((each) => each.path === path)
  if (!found) throw new Error(`There is no page ${path}`)
  return found
}

export function blocks({ text }: Page, language: string): string[] {
  return [...text.matchAll(FENCE)]
    .filter(([, , name]) => name === language)
    .map(([, , , source = '']) => source)
}

/** The text under a heading, up to the next one. */
export function section({ text }: Page, heading: string): string {
  const found = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`))
  if (found === undefined) throw new Error(`There is no heading ${heading}`)
  return found
}

/** The cells of a table under a heading, the first unless told otherwise, without its head. */
export function table(page: Page, heading: string, index = 0): string[][] {
  const tables = section(page, heading).match(/(?:^\|.*\|\n)+/gm) ?? []
  const rows = (tables[index] ?? '')
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  return rows.slice(2)
}

export function code(text: string): string {
  return text && `\`${text}\``
}

/** What stands in code style in a cell. */
export function codes(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}

/** As GitHub makes them: lower case, no punctuation, hyphens for spaces. */
export function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

interface Action {
  inputs: Record<string, { description: string; default?: string }>
  outputs: Record<string, { description: string }>
}

export const action: Action = parse(read('action.yml'))
export const identityEndpoint: Action = parse(read('identity-endpoint/action.yml'))
