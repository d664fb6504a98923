import { goals } from './goals.ts'
import { describeMachine } from './machine.ts'
import type { Results, Row } from './results.ts'
import { goalsTable, table, whole } from './table.ts'

/** The results as docs/performance.md shows them. */
export function markdown(results: Results): string {
  const { machine, rounds, near, far, starts, minified, notes } = results
  return [
    `${describeMachine(machine)} Milliseconds, of ${rounds} interleaved rounds.`,
    table(
      ['', 'min', 'median', '× floor', 'peak memory', 'JavaScript loaded', 'requests'],
      near.map((row) => [
        row.name,
        whole(row.min),
        whole(row.median),
        row.toFloor.toFixed(2),
        row.peakMemory === undefined ? '' : `${(row.peakMemory / 1024).toFixed(1)} MiB`,
        row.loadedBytes === undefined ? '' : `${whole(row.loadedBytes / 1000)} KB`,
        String(row.requests.length),
      ]),
    ),
    ...notes,
    `Minified, this action's every run loads ${whole(minified.eagerBytes / 1000)} KB at its start, and this run loaded ${whole(minified.loadedBytes / 1000)} KB in all.`,
    `Both hosts a round trip of ${far.roundTrip} ms away, ${far.rounds} rounds:`,
    table(
      ['', 'min', 'median', '× floor'],
      far.rows.map((row: Row) => [row.name, whole(row.min), whole(row.median), row.toFloor.toFixed(2)]),
    ),
    `Without a token, ${rounds} rounds:`,
    table(
      ['', 'min', 'median'],
      starts.map((row) => [row.name, whole(row.min), whole(row.median)]),
    ),
    'Goals:',
    goalsTable(goals(results)),
  ].join('\n\n')
}
