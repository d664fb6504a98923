import type { Options } from './options.ts'
import { type Goal, judged } from './results.ts'

/** Prints the results, for people or machines, and fails the process if a goal is missed that it shall check. */
export function report<Results extends object>(
  results: Results,
  {
    goals,
    markdown,
    options: { json, check },
  }: {
    goals(results: Results): Goal[]
    markdown(results: Results): string
    options: Options
  },
): void {
  const all = judged(goals(results))
  console.log(json ? JSON.stringify({ ...results, goals: all }, null, 2) : markdown(results))
  const missed = all.filter(({ exact, met }) => exact && !met)
  if (!check || missed.length === 0) return
  for (const { name, measured, goal } of missed) console.error(`${name}: ${measured}, not ${goal}.`)
  process.exitCode = 1
}
