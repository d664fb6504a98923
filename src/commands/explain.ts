import type { Code } from '../advice/catalogue.ts'
import { explainRefusal } from '../advice/explain.ts'
import { findIds } from '../advice/find-ids.ts'
import { findPresented } from '../advice/find-presented.ts'
import { findResource } from '../advice/find-resource.ts'
import { errorPage, type Situation } from '../advice/remedy.ts'
import { Failure, type Retry } from '../failure/failure.ts'
import { type PresentedFailure, presentFailure } from '../failure/presented-failure.ts'
import type { Host } from '../ports/host.ts'
import { readSubject, type Subject } from '../request/read-subject.ts'
import { addEndpointFix, adviseOnEndpoint } from './endpoint-advice.ts'
import type { ExitCode } from './exit-code.ts'
import { findHeadings, plainHeadings } from './page-headings.ts'
import { tell } from './tell.ts'

/** A text may name thousands, and whoever reads it wants to know of the first. */
const MAX_CODES = 20

/** What one code means. */
export interface Explanation {
  /** As the documentation has it. */
  code: string
  page: PresentedFailure
  /** Whether another try can help, and when. */
  retry: Retry['kind'] | 'never'
}

interface Asked {
  codes: readonly Code[]
  /** A log or an answer, which holds codes; anything may stand in it. */
  text: string
}

/**
 * Explains codes, and those that a text holds, without asking anybody. Whom the text names counts before what was given.
 * @param show gets all explanations; nothing is shown if there is none
 */
export function explain(
  host: Host,
  { codes, text }: Asked,
  show: (explanations: readonly Explanation[]) => void,
): Promise<ExitCode> {
  return tell(host, async () => {
    const subject = readSubject(host)
    const [{ headingOf }, find] = await Promise.all([catalogue(), import('../advice/find-codes.ts')])
    const ids = findIds(text)
    const told = [...codes, ...find.findPreciseCodes(text)]
    // A failure of this program's own may have no code, and links to its heading.
    const found = [told, findHeadings(text), find.findVagueCodes(text)].find(({ length }) => length > 0)
    const all = [...new Set(found)]
    if (all.length === 0) throw nothingFound()
    if (all.length > MAX_CODES)
      host.log.warning(`the first ${MAX_CODES} of ${all.length} codes are explained.`)
    const token = await claimsOf(text, subject, host)
    const failures = all.slice(0, MAX_CODES).map(async (code) => {
      const about = { ...subject, ...token, ...ids.of(code), ...findResource(text, code) }
      const failure = await explainCode(code, about, { host, text })
      return {
        code: headingOf(code),
        page: presentFailure(failure, host),
        retry: failure.retry?.kind ?? ('never' as const),
      }
    })
    show(await Promise.all(failures))
  })
}

/** Loaded only now: no other command needs it, unless it is refused. */
function catalogue() {
  return import('../advice/catalogue.ts')
}

/** What the text tells of the token that was presented, else an example of the host's. */
async function claimsOf(
  text: string,
  { claims }: Subject,
  { words }: Host,
): Promise<Pick<Situation, 'claims' | 'isExample'>> {
  const presented = findPresented(text)
  const { iss, sub, ...example } = (await words.issuedTokens())?.example ?? {}
  if (Object.keys(presented).length === 0)
    return { claims: { ...claims, ...example, iss, sub }, isExample: true }
  // A subject that begins like the host's is of the host's issuer.
  const [start] = String(sub).split(':')
  const isOfHost = String(presented.sub).startsWith(`${start}:`)
  return { claims: { ...claims, ...(isOfHost && { iss }), ...presented } }
}

async function explainCode(
  code: Code,
  subject: Subject & Pick<Situation, 'isExample'>,
  { host: { words }, text }: { host: Host; text: string },
): Promise<Failure> {
  const { headingOf, isKnown, isListed, othersOf } = await catalogue()
  const heading = headingOf(code)
  if (!isListed(code))
    return plainHeadings.includes(heading) ? onPage(heading, text, words) : unknown(code, heading)
  const { named, credentials, ...known } = subject
  // A row is about some credentials; the one that was named counts where it is among them.
  const candidates = named ? [named, ...credentials] : credentials
  const kind = candidates.find((each) => isKnown(code, { credential: each }))
  if (!kind) return unknown(code, heading)
  // Whether it was asked for anew each time depends on inputs that no text tells.
  const { isRenewable: _, ...credential } = kind
  const failure = await explainRefusal({
    by: String(code).split(':')[0] ?? '',
    codes: [code],
    situation: { ...known, credential, words },
    tried: '',
    answer: [],
  })
  addEndpointFix(failure, heading, words)
  const others = named ? othersOf(code, { credential: named }) : []
  if (others.length > 0)
    failure.parts.why = `This is about ${others.join(' or ')}, and not about ${words.setting('credential', named?.name ?? '')}.\n${failure.parts.why}`
  return failure
}

function unknown(code: Code, heading: string): Failure {
  return new Failure({
    title: `${heading}: a code that this program does not know`,
    why: "The program has nothing to say about it. Microsoft's page has its message, and often what to do.",
    fixes: [
      { text: `Read what Microsoft says about the code: ${errorPage(code)}` },
      {
        text: 'If that is not enough, look the correlation ID up: Entra admin center › Monitoring › Sign-in logs (for an app: Service principal sign-ins).',
      },
    ],
    heading: 'Unknown refusal',
  })
}

/** What has no code has no row: the endpoint's sentences apart, the page has all that is known of it. */
function onPage(heading: string, text: string, words: Host['words']): Failure {
  const { retry: kind, ...advised } = adviseOnEndpoint(heading, text, words) ?? {
    why: 'This has no code. The page below says why it comes, and what fixes it.',
  }
  return new Failure({ title: heading, ...advised, heading }, { retry: kind && { kind, reason: heading } })
}

function nothingFound(): Failure {
  return new Failure({
    title: 'There is nothing to explain in this text',
    why: "It holds no AADSTS number, no error value of OAuth's, and no refusal of Power Platform API or of a managed identity.",
    fixes: [
      { text: 'Give the whole log, or all that stands around the error.' },
      { text: 'What has no code, such as an error of the network, is on the page below.' },
    ],
    heading: 'Nothing to explain',
  })
}
