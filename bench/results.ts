import type { Machine } from './machine.ts'

/** One line of the table. */
export interface Row {
  name: string
  /** Milliseconds. */
  min: number
  median: number
  /** Of the medians. */
  toFloor: number
  /** KiB. */
  peakMemory?: number | undefined
  /** Of JavaScript from files. */
  loadedBytes?: number | undefined
  /** `service METHOD status`. */
  requests: string[]
}

/** All that one run measured. */
export interface Results {
  machine: Machine
  rounds: number
  near: Row[]
  /** With the round trip between the machine and both hosts. */
  far: { roundTrip: number; rounds: number; rows: Row[] }
  /** From the start of a process to the end of one that asks for no token. */
  starts: Row[]
  /** Why a row is missing. */
  notes: string[]
  minified: { eagerBytes: number; loadedBytes: number }
}

/** A figure beside what it should be. */
export interface Goal {
  name: string
  figure: number
  bound: number
  /** Whether the figure must stay below the bound, or reach it. */
  is: 'at most' | 'below' | 'at least'
  /** What it costs doesn't depend on how busy the machine is. */
  exact: boolean
  format(figure: number): string
}

export function isMet({ figure, bound, is }: Goal): boolean {
  if (is === 'at least') return figure >= bound
  return is === 'below' ? figure < bound : figure <= bound
}

/** A goal as it is told to machines. */
export function judged(goals: readonly Goal[]) {
  return goals.map((goal) => ({
    name: goal.name,
    goal: `${goal.is} ${goal.format(goal.bound)}`,
    measured: goal.format(goal.figure),
    met: isMet(goal),
    exact: goal.exact,
  }))
}
