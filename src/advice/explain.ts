import { Failure, type Fix, type Pace } from '../failure/failure.ts'
import type { Code } from './catalogue.ts'
import { errorPage, type Situation } from './remedy.ts'

interface RefusalFacts {
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

/**
 * The failure that the table of remedies has for these codes. The table is loaded only now, as is what the host
 * knows of its tokens: most runs need no word of either.
 */
export async function explainRefusal(facts: RefusalFacts): Promise<Failure> {
  const { by, codes, situation, tried, answer, pace, cause } = facts
  const [{ advise, forbidsRetry, headingOf, othersOf, remedyFor }, issuedTokens] = await Promise.all([
    import('./catalogue.ts'),
    situation.words.issuedTokens(),
  ])
  const { code, remedy } = remedyFor(codes, situation)
  // An answer may have several codes; one of them that forbids another try is enough.
  const retry = codes.some((each) => forbidsRetry(each, situation)) ? 'never' : remedy.retry
  const number = typeof code === 'number' ? code : codes.find((each) => typeof each === 'number')
  // A server's own words never stand in a title: a host may not mask titles.
  const title = `${number === undefined ? by : headingOf(number)}: ${remedy.title}`
  const { why, fixes } = advise(remedy, { ...situation, issuedTokens })
  const others = number === undefined || number === code ? [] : othersOf(number, situation)
  return new Failure(
    {
      title,
      tried,
      answer: answer.join('\n'),
      why: others.length > 0 ? `${foreign(number, others, situation)}\n${why}` : why,
      fixes: number === undefined || number === code ? fixes : [readAbout(number), ...fixes],
      heading: headingOf(code),
      more: remedy.docs,
    },
    {
      cause,
      blame: remedy.needsSignIn && 'sign-in',
      retry: retry === 'never' ? undefined : { kind: retry, reason: title, ...pace },
    },
  )
}

/** For a code whose advice would be about something that was not sent. */
function foreign(
  number: number | undefined,
  others: readonly string[],
  { credential, words }: Situation,
): string {
  return `AADSTS${number} is about ${others.join(' or ')}, and this run used ${words.setting('credential', credential.name)}, so what usually helps doesn't apply here.`
}

/** For a code that no row has. */
function readAbout(code: number): Fix {
  return { text: `Read what Microsoft says about the code: ${errorPage(code)}` }
}
