import type { Machine } from '../machine.ts'

/** One way to the token of a service connection. */
export interface PipelineRow {
  name: string
  /** Milliseconds. */
  min: number
  median: number
  /** To the floor on the same Node, round by round: the quartiles. */
  toFloor: { low: number; middle: number; high: number }
  /** `service METHOD status`. */
  requests: readonly string[]
}

/** All that one run measured of the task. */
export interface PipelineResults {
  machine: Machine
  rounds: number
  near: PipelineRow[]
  /** With the round trip between the machine and both hosts. */
  far: { roundTrip: number; rounds: number; rows: PipelineRow[] }
  /** Why a row is missing. */
  notes: string[]
}
