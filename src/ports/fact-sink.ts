import type { Harmless } from '../values/harmless.ts'

/** Tells the user one fact: a line of the log, and a row of a summary where the host has one. */
export type Report = (name: string, value: string) => void

export type Fact = readonly [name: string, value: Harmless]

/** Where a host sums up a good run, if it does. */
export interface FactSink {
  /** Never throws, since a token without a summary is still one. @param warning what to look at in spite of it */
  showFacts(facts: readonly Fact[], warning: Harmless | undefined): Promise<void>
}
