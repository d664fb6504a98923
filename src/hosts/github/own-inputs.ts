import { readChoice } from '../../inputs/choice.ts'
import type { InputReader } from '../../inputs/input-reader.ts'
import { readExportAs } from './export-as.ts'

const SUMMARIES = ['always', 'on-failure', 'never'] as const

/** What only a step of GitHub's can be asked for. */
export interface OwnInputs {
  /** When to write to the job's summary. */
  summary: (typeof SUMMARIES)[number]
  /** The variable that also gets the token; undefined if none does. */
  exportAs: string | undefined
}

export function readOwnInputs(reader: InputReader): OwnInputs {
  return {
    summary: readChoice(reader, 'summary', SUMMARIES, { true: 'always', false: 'never' }) ?? 'on-failure',
    exportAs: readExportAs(reader),
  }
}
