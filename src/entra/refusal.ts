import { Failure } from '../failure.ts'
import { errorPage, type Situation } from './remedies/remedy.ts'
import { advise, type Code, headingOf, isKnown, remedyFor } from './remedies.ts'

export interface RefusalFacts {
  /** Who refused, as the title begins. */
  by: string
  /** The decisive one first. */
  codes: readonly Code[]
  situation: Situation
  tried: string
  /** What was answered: lines that are fit to be printed. */
  answer: readonly string[]
  /** Milliseconds that the answer asks to wait. */
  after?: number | undefined
  cause?: unknown
}

/** The failure that the table of remedies has for these codes. */
export function refusal({ by, codes, situation, tried, answer, after, cause }: RefusalFacts): Failure {
  const { code, remedy } = remedyFor(codes)
  const title = `${by}: ${remedy.title}`
  const unknown = typeof code === 'string' ? codes.find((each) => typeof each === 'number') : undefined
  const kind = codes.some(isFinal) ? 'never' : remedy.retry
  return new Failure(
    {
      title,
      tried,
      answer: answer.join('\n'),
      ...advise(remedy, situation),
      heading: headingOf(code),
      more: unknown === undefined ? remedy.docs : errorPage(unknown),
    },
    { cause, retry: kind === 'never' ? undefined : { kind, reason: title, after } },
  )
}

/** An answer may have several codes; one of them that forbids another try is enough. */
function isFinal(code: Code): boolean {
  return typeof code === 'number' && isKnown(code) && remedyFor([code]).remedy.retry === 'never'
}
