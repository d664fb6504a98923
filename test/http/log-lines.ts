import type { ScenarioResult } from '../scenario.ts'

/** The lines of the step's log that begin with a text. */
export function logLines({ log }: ScenarioResult, start: string): string[] {
  return log.split('\n').filter((line) => line.startsWith(start))
}
