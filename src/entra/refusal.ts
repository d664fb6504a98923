import { Failure, type Fix, type Pace } from '../failure.ts'
import { errorPage, type Situation } from './remedies/remedy.ts'
import type { Code } from './remedies.ts'

export interface RefusalFacts {
  /** Who refused, as the title begins where no AADSTS number does. */
  by: string
  /** The decisive one first. */
  codes: readonly Code[]
  situation: Situation
  tried: string
  /** What was answered: lines that are fit to be printed. */
  answer: readonly string[]
  pace?: Pace | undefined
  cause?: unknown
}

/** The failure that the table of remedies has for these codes. The table is loaded only now: most runs need no word of it. */
export async function refusal(facts: RefusalFacts): Promise<Failure> {
  const { by, codes, situation, tried, answer, pace, cause } = facts
  const { advise, forbidsRetry, headingOf, remedyFor } = await import('./remedies.ts')
  // An answer may have several codes; one of them that forbids another try is enough, and what it says counts.
  const { code, remedy } = remedyFor([...codes.filter(forbidsRetry), ...codes])
  const number = typeof code === 'number' ? code : codes.find((each) => typeof each === 'number')
  // A server's own words never stand in a title: the runner doesn't mask titles.
  const title = `${number === undefined ? by : headingOf(number)}: ${remedy.title}`
  const { why, fixes } = advise(remedy, situation)
  return new Failure(
    {
      title,
      tried,
      answer: answer.join('\n'),
      why,
      fixes: number === undefined || number === code ? fixes : [readAbout(number), ...fixes],
      heading: headingOf(code),
      more: remedy.docs,
    },
    { cause, retry: remedy.retry === 'never' ? undefined : { kind: remedy.retry, reason: title, ...pace } },
  )
}

/** For a code that no row has. */
function readAbout(code: number): Fix {
  return { text: `Read what Microsoft says about the code: ${errorPage(code)}` }
}
