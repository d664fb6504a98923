import { type Goal, isMet } from './results.ts'

export const whole = (value: number) => value.toFixed(0)

export function goalsTable(goals: readonly Goal[]): string {
  return table(
    ['', 'goal', 'measured', ''],
    goals.map((goal) => [
      goal.name,
      `${goal.is} ${goal.format(goal.bound)}`,
      goal.format(goal.figure),
      isMet(goal) ? 'met' : '**missed**',
    ]),
  )
}

/** Numbers to the right, and columns as wide as their widest cell. */
export function table(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(heads), rule, ...rows.map(line)].join('\n')
}
