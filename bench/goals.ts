import {
  ACTION,
  AZURE_CLI,
  AZURE_IDENTITY,
  BARE_NODE,
  COMMAND_LINE,
  FETCH,
  FLOOR,
  HELP,
} from './contestants.ts'
import type { Goal, Results, Row } from './results.ts'

const ratio = (figure: number) => figure.toFixed(2)
const milliseconds = (figure: number) => `${Math.round(figure)} ms`
const kilobytes = (figure: number) => `${Math.round(figure / 1000)} KB`

/** What this action promises of its cost, as far as the run has figures for it. */
export function goals({ near, far, starts, minified }: Results): Goal[] {
  const row = (name: string, rows = near) => rows.find((candidate) => candidate.name === name)
  const action = row(ACTION)
  const timing = (name: string, of: [Row | undefined, Row | undefined], is: Goal['is'], bound: number) =>
    of[0] && of[1]
      ? [{ name, figure: of[0].median / of[1].median, is, bound, exact: false, format: ratio }]
      : []
  return [
    ...timing('this action to the floor', [action, row(FLOOR)], 'at most', 1.3),
    ...timing('this action to `fetch`', [action, row(FETCH)], 'below', 0.95),
    ...timing('`@azure/identity` to this action', [row(AZURE_IDENTITY), action], 'at least', 1.7),
    ...timing('`az` to this action', [row(AZURE_CLI), action], 'at least', 8),
    ...timing(
      `this action to the floor, ${far.roundTrip} ms away`,
      [row(ACTION, far.rows), row(FLOOR, far.rows)],
      'at most',
      0.75,
    ),
    ...timing('this command line to this action', [row(COMMAND_LINE), action], 'at most', 1),
    {
      name: '`--help` of this command line, beyond a bare Node',
      figure: (row(HELP, starts)?.median ?? 0) - (row(BARE_NODE, starts)?.median ?? 0),
      is: 'at most',
      bound: 60,
      exact: false,
      format: milliseconds,
    },
    {
      name: 'peak memory of this action to that of the floor',
      figure: (action?.peakMemory ?? 0) / (row(FLOOR)?.peakMemory ?? 0),
      is: 'at most',
      bound: 1.3,
      exact: false,
      format: ratio,
    },
    {
      name: 'JavaScript that every run of this action loads, minified',
      figure: minified.eagerBytes,
      is: 'at most',
      bound: 250_000,
      exact: true,
      format: kilobytes,
    },
    {
      name: 'requests of this action',
      figure: action?.requests.length ?? 0,
      is: 'at most',
      bound: 2,
      exact: true,
      format: String,
    },
    {
      name: 'requests of this command line',
      figure: row(COMMAND_LINE)?.requests.length ?? 0,
      is: 'at most',
      bound: 2,
      exact: true,
      format: String,
    },
  ]
}
