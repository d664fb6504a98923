import { goals } from './goals.ts'
import { isMet, type Results, type Row } from './results.ts'

/** The results as docs/performance.md shows them. */
export function markdown(results: Results): string {
  const { machine, rounds, near, far, starts, minified, notes } = results
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`)
  return [
    `Measured on ${machine.date}: ${machine.cpu}, ${machine.cpus} cores, ${machine.system}; ${versions.join(', ')}. Milliseconds, of ${rounds} interleaved rounds.`,
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
    table(
      ['', 'goal', 'measured', ''],
      goals(results).map((goal) => [
        goal.name,
        `${goal.is} ${goal.format(goal.bound)}`,
        goal.format(goal.figure),
        isMet(goal) ? 'met' : '**missed**',
      ]),
    ),
  ].join('\n\n')
}

const whole = (value: number) => value.toFixed(0)

/** Numbers to the right, and columns as wide as their widest cell. */
function table(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(heads), rule, ...rows.map(line)].join('\n')
}
