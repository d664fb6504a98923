import { describeMachine } from '../machine.ts'
import { goalsTable, table, whole } from '../table.ts'
import { endpointGoals } from './goals.ts'
import type { EndpointResults } from './results.ts'

/** The results as docs/performance.md shows them. */
export function markdown(results: EndpointResults): string {
  const { machine, rounds, load, times, memory, crowd, notes } = results
  return [
    `${describeMachine(machine)} ${rounds} interleaved rounds.`,
    'Answers that are there already, in milliseconds:',
    table(
      ['', 'median', '99 of 100 within', 'a second', '× bare `node:http`'],
      load.map((row) => [
        row.name,
        row.median.toFixed(2),
        row.p99.toFixed(2),
        whole(row.perSecond),
        row.toBare.toFixed(2),
      ]),
    ),
    'Milliseconds of what comes before an answer, and of other ways to one:',
    table(
      ['', 'min', 'median', 'requests'],
      times.map((row) => [row.name, whole(row.min), whole(row.median), String(row.requests.length)]),
    ),
    ...notes,
    'Memory of the process:',
    table(
      ['', 'idle', 'after all these answers'],
      memory.map((row) => [row.name, mebibytes(row.idle), mebibytes(row.afterLoad)]),
    ),
    `${crowd.clients} clients that asked at once for one cold resource made ${crowd.requests} token ${crowd.requests === 1 ? 'request' : 'requests'}.`,
    'Goals:',
    goalsTable(endpointGoals(results)),
  ].join('\n\n')
}

const mebibytes = (kibibytes: number) => `${(kibibytes / 1024).toFixed(1)} MiB`
