import { describeMachine } from '../machine.ts'
import { goalsTable, table, whole } from '../table.ts'
import { pipelineGoals } from './goals.ts'
import type { PipelineResults, PipelineRow } from './results.ts'

/** The results as docs/performance.md shows them. */
export function markdown(results: PipelineResults): string {
  const { machine, rounds, near, far, notes } = results
  return [
    `${describeMachine(machine)} Milliseconds, of ${rounds} interleaved rounds.`,
    table(
      ['', 'min', 'median', '× floor', 'half of the rounds', 'requests'],
      near.map((row) => [...cells(row), String(row.requests.length)]),
    ),
    ...notes,
    `Both hosts a round trip of ${far.roundTrip} ms away, ${far.rounds} rounds:`,
    table(['', 'min', 'median', '× floor', 'half of the rounds'], far.rows.map(cells)),
    'Goals:',
    goalsTable(pipelineGoals(results)),
  ].join('\n\n')
}

function cells({ name, min, median, toFloor: { low, middle, high } }: PipelineRow): string[] {
  return [
    name,
    whole(min),
    whole(median),
    middle.toFixed(2),
    low === high ? '' : `${low.toFixed(2)} to ${high.toFixed(2)}`,
  ]
}
