import { cutHarmless, type Harmless } from '../values/harmless.ts'
import type { Failure, Fix } from './failure.ts'

/** Characters. */
const MAX_TITLE = 200
/** Characters; Entra's longest description has some 700. */
const MAX_ANSWER_LINE = 1000
/** Characters, where the whole text is too long for its place. */
const MAX_SHORT_REASON = 1000

/** What a failure needs to be shown. */
export interface Presentation {
  /** The text without secrets, and without characters that a log takes for its own. */
  harmless(text: string): Harmless
  /** The address of a heading of the documentation. */
  documentation(heading: string): string | undefined
}

export interface PresentedFix extends Pick<Fix, 'shell'> {
  text: Harmless
  command?: Harmless
}

interface PresentedParts {
  title: Harmless
  tried?: Harmless
  answer?: Harmless
  why: Harmless
  fixes: readonly PresentedFix[]
  /** An address. */
  more?: string | undefined
}

/** A failure as users see it. */
export class PresentedFailure {
  readonly parts: PresentedParts

  constructor(parts: PresentedParts) {
    this.parts = parts
  }

  /** As lines of plain text, without its title. */
  get text(): Harmless {
    const { tried, answer } = this.parts
    return join(tried && `Tried: ${tried}`, answer && `Answer: ${answer}`, this.advice)
  }

  /** The part of it that helps on: why, what to do, and where to read more. */
  get advice(): Harmless {
    const { why, fixes, more } = this.parts
    const lines = fixes.flatMap(({ text, command }) => [`Fix: ${text}`, command?.replace(/^/gm, '    ')])
    return join(`Why: ${why}`, ...lines, more && `More: ${more}`)
  }

  /** As much of the text as fits into so many characters, and never a part of a command. */
  shortened(limit: number): Harmless {
    const { why, fixes } = this.parts
    const forms = [
      () => this.text,
      ...fixes.map((_, dropped) => () => {
        const kept = fixes.slice(0, fixes.length - dropped)
        return new PresentedFailure({ ...this.parts, fixes: [...kept, ...(dropped ? [REST] : [])] }).advice
      }),
      () =>
        new PresentedFailure({
          ...this.parts,
          why: cutHarmless(why, MAX_SHORT_REASON),
          fixes: [REST],
        }).advice,
    ]
    return forms.map((form) => form()).find((text) => text.length <= limit) ?? join()
  }
}

const REST: PresentedFix = { text: 'The rest is in the log.' as Harmless }

/** Of harmless parts and own words. */
function join(...lines: (string | undefined)[]): Harmless {
  return lines.filter(Boolean).join('\n') as Harmless
}

/**
 * A failure without the secrets that a server may have put into its answer, with what it said cut to a length that leaves
 * room for the advice, and with the address of the documentation. In this order: half a secret is one that no mask knows.
 */
export function presentFailure({ parts }: Failure, presentation: Presentation): PresentedFailure {
  const { title, tried, answer, why, fixes = [], heading, more } = parts
  const harmless = (text: string) => presentation.harmless(text)
  const cutLines = (text: string) =>
    join(
      ...harmless(text)
        .split('\n')
        .map((line) => cutHarmless(line as Harmless, MAX_ANSWER_LINE)),
    )
  return new PresentedFailure({
    title: cutHarmless(harmless(title), MAX_TITLE),
    ...(tried && { tried: harmless(tried) }),
    ...(answer && { answer: cutLines(answer) }),
    why: cutLines(why),
    fixes: fixes.map(({ text, command, ...fix }) => ({
      ...fix,
      text: harmless(text),
      ...(command && { command: harmless(command) }),
    })),
    more: presentation.documentation(heading) ?? more,
  })
}
