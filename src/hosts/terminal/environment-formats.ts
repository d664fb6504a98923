import type { ShownEnvironment } from '../../commands/list-environments.ts'
import { environmentFields } from '../../power-platform/environment.ts'
import { padColumns, widthOf } from './column-width.ts'

type Environments = readonly ShownEnvironment[]

/** How a list of environments is written; each line has an end. */
export const environmentFormats = {
  /** @param width columns of the terminal */
  table: (environments: Environments, width: number) => {
    const rows = environments.map((each) => columns.map(([, read]) => read(each)))
    const widths = columns.map(([head], index) =>
      Math.max(widthOf(head), ...rows.map((row) => widthOf(row[index] ?? ''))),
    )
    const isFit = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length) <= width
    if (rows.length === 0) return ''
    if (!isFit) return environments.map(asBlock).join('\n')
    const lines = [columns.map(([head]) => head), ...rows].map((row) =>
      row
        .map((cell, index) => padColumns(cell, widths[index] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    return written(lines)
  },
  json: (environments: Environments) => {
    const objects = environments.map((each) =>
      Object.fromEntries(environmentFields.map((field) => [field, each[field] || null])),
    )
    return `${JSON.stringify(objects, undefined, 2)}\n`
  },
  /** Without a head, for `cut` and `while read`. */
  tsv: (environments: Environments) =>
    written(environments.map((each) => tsvFields.map((field) => each[field]).join('\t'))),
}

const GAP = '  '

const columns: readonly [head: string, read: (environment: ShownEnvironment) => string][] = [
  ['Name', nameOf],
  ['Type', ({ type }) => type],
  ['State', ({ state }) => state],
  ['Region', ({ geo }) => geo],
  ['ID', ({ id }) => id],
  ['URL', ({ url }) => url],
]

const tsvFields = ['id', 'displayName', 'type', 'state', 'geo', 'url'] as const

/** For a window that is too narrow for the table: nothing is cut, so that an ID can still be copied. */
function asBlock(environment: ShownEnvironment): string {
  const { type, state, geo, id, url } = environment
  const about = [type, state, geo].filter(Boolean).join(', ')
  return written([nameOf(environment), ...[about, id, url].filter(Boolean).map((line) => `${GAP}${line}`)])
}

function nameOf({ displayName, id }: ShownEnvironment): string {
  return displayName || id || 'without a name'
}

function written(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
