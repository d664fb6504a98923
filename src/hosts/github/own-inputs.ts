import { readChoice } from '../../inputs/choice.ts'
import { either } from '../../inputs/either.ts'
import type { InputReader } from '../../inputs/input-reader.ts'
import type { Input } from '../../ports/inputs.ts'
import { exportAsInput, readExportAs } from './export-as.ts'

const SUMMARIES = ['always', 'on-failure', 'never'] as const
const DEFAULT_SUMMARY = 'on-failure'

const summaryInput = {
  name: 'summary',
  description: `When to write to the job's summary - ${either(SUMMARIES)}; true and false are always and never.`,
  default: DEFAULT_SUMMARY,
}

/** What only a step of GitHub's can be asked for. */
export const ownInputs: readonly Input[] = [summaryInput, exportAsInput]

/** What came in these inputs. */
export interface OwnInputs {
  /** When to write to the job's summary. */
  summary: (typeof SUMMARIES)[number]
  /** The variable that also gets the token; undefined if none does. */
  exportAs: string | undefined
}

export function readOwnInputs(reader: InputReader): OwnInputs {
  const summary = readChoice(reader, summaryInput, SUMMARIES, { true: 'always', false: 'never' })
  return { summary: summary ?? DEFAULT_SUMMARY, exportAs: readExportAs(reader) }
}
