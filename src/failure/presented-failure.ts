import { cutHarmless, type Harmless, harmlessWords, joinHarmless, mapLines } from '../values/harmless.ts'
import type { Failure, Fix } from './failure.ts'

/** Characters. */
const MAX_TITLE = 200
/** Characters; Entra's longest description has some 700. */
const MAX_ANSWER_LINE = 1000
/** Characters, where the whole text is too long for its place. */
const MAX_SHORT_REASON = 1000

/** What a failure needs to be shown. */
interface Presentation {
  secrets: {
    /** The text without secrets, and without characters that a log takes for its own. */
    harmless(text: string): Harmless
  }
  words: {
    /** The address of a heading of the documentation. */
    documentation(heading: string): string | undefined
  }
}

interface PresentedFix extends Pick<Fix, 'shell'> {
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
  more?: Harmless
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
    return joinHarmless(
      tried && harmlessWords`Tried: ${tried}`,
      answer && harmlessWords`Answer: ${answer}`,
      this.advice,
    )
  }

  /** The actionable part: why, what to do, and where to read more. */
  get advice(): Harmless {
    const { why, fixes, more } = this.parts
    const lines = fixes.flatMap(({ text, command }) => [
      harmlessWords`Fix: ${text}`,
      command && mapLines(command, (line) => harmlessWords`    ${line}`),
    ])
    return joinHarmless(harmlessWords`Why: ${why}`, ...lines, more && harmlessWords`More: ${more}`)
  }

  /**
   * As much of the text as fits into so many characters, and never a part of a command.
   * @param lengthOf what counts, where a host escapes it
   */
  shortened(limit: number, lengthOf = (text: Harmless) => text.length): Harmless {
    const { why, fixes } = this.parts
    const forms = [
      () => this.text,
      ...fixes.map((_, dropped) => () => {
        const kept = fixes.slice(0, fixes.length - dropped)
        return new PresentedFailure({ ...this.parts, fixes: [...kept, ...(dropped ? [REST] : [])] }).advice
      }),
      () => {
        const reason = cutHarmless(why, MAX_SHORT_REASON)
        return new PresentedFailure({ ...this.parts, why: reason, fixes: [REST] }).advice
      },
    ]
    return forms.map((form) => form()).find((text) => lengthOf(text) <= limit) ?? joinHarmless()
  }
}

const REST: PresentedFix = { text: harmlessWords`The rest is in the log.` }

/**
 * A failure without the secrets that a server may have put into its answer, with what it said cut to a length that leaves
 * room for the advice, and with the address of the documentation. In this order: half a secret is one that no mask knows.
 */
export function presentFailure({ parts }: Failure, { secrets, words }: Presentation): PresentedFailure {
  const { title, tried, answer, why, fixes = [], heading, more } = parts
  const harmless = (text: string) => secrets.harmless(text)
  const cutLines = (text: string) => mapLines(harmless(text), (line) => cutHarmless(line, MAX_ANSWER_LINE))
  const address = words.documentation(heading) ?? more
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
    ...(address && { more: harmless(address) }),
  })
}
