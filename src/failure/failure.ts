import { cut } from '../values/printable.ts'

/** One thing to do: a sentence, and the command to paste if there is one. */
export interface Fix {
  text: string
  command?: string
  /** Where the command is for one shell only; else it works in bash, zsh and PowerShell alike. */
  shell?: 'powershell'
}

/** The four parts of an error that a user can act on. */
export interface FailureParts {
  /** One line that names the problem. */
  title: string
  /** What the program was doing. */
  tried?: string
  /** What the other side answered: code, trace ID, correlation ID, timestamp. */
  answer?: string
  /** Why it failed, in words. */
  why: string
  fixes?: Fix[]
  /** The heading of the documentation on failures that is about this one. */
  heading: string
  /** Where to read more: an address. */
  more?: string | undefined
}

/**
 * Why another try may help: `transient` soon, `propagation` once a new object has spread through the directory,
 * `renewal` once with a new assertion.
 */
export interface Retry extends Pace {
  kind: 'transient' | 'propagation' | 'renewal'
  reason: string
}

/** What the other side says of when to come again. */
export interface Pace {
  /** Milliseconds to wait at least. */
  after?: number | undefined
  /** Whether there are too many at once, so that they must spread out. */
  crowded?: boolean
}

/** What a failure needs to be shown. */
export interface Presentation {
  /** Takes every secret out of a text. */
  redact(text: string): string
  /** The address of a heading of the documentation. */
  documentation(heading: string): string | undefined
}

/** Characters. */
const LONGEST_TITLE = 200
/** Characters; Entra's longest description has some 700. */
const LONGEST_ANSWER_LINE = 1000

/** A failure that tells what was tried, what came back, why, and what fixes it. Holds no secret. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
  readonly parts: FailureParts
  readonly retry: Retry | undefined

  constructor(parts: FailureParts, { retry, ...options }: ErrorOptions & { retry?: Retry | undefined } = {}) {
    super(parts.title, options)
    this.parts = parts
    this.retry = retry
  }

  /** Adds to what was tried, such as how often. */
  addTried(more: string): this {
    this.parts.tried = [this.parts.tried, more].filter(Boolean).join(', ')
    return this
  }

  /**
   * The same without the secrets that a server may have put into its answer, with what it said cut to a length that
   * leaves room for the advice, and with the address of the documentation. In this order: half a secret is one that no
   * mask knows.
   */
  presented(presentation: Presentation): Failure {
    const { title, tried, answer, why, fixes = [], heading, more } = this.parts
    const redact = (text: string) => presentation.redact(text)
    const cutLines = (text: string) =>
      redact(text)
        .split('\n')
        .map((line) => cut(line, LONGEST_ANSWER_LINE))
        .join('\n')
    return new Failure(
      {
        title: cut(redact(title), LONGEST_TITLE),
        ...(tried && { tried: redact(tried) }),
        ...(answer && { answer: cutLines(answer) }),
        why: cutLines(why),
        fixes: fixes.map(({ text, command, ...fix }) => ({
          ...fix,
          text: redact(text),
          ...(command && { command: redact(command) }),
        })),
        heading,
        more: presentation.documentation(heading) ?? more,
      },
      { cause: this },
    )
  }

  /** The failure as lines of plain text, without its title. */
  get text(): string {
    const { tried, answer } = this.parts
    return join(tried && `Tried: ${tried}`, answer && `Answer: ${answer}`, this.advice)
  }

  /** The part of it that helps on: why, what to do, and where to read more. */
  get advice(): string {
    const { why, fixes = [], more } = this.parts
    const lines = fixes.flatMap(({ text, command }) => [`Fix: ${text}`, command?.replace(/^/gm, '    ')])
    return join(`Why: ${why}`, ...lines, more && `More: ${more}`)
  }

  /** As much of the text as fits into so many characters, and never a part of a command. */
  shortened(limit: number): string {
    const { why, fixes = [] } = this.parts
    const forms = [
      () => this.text,
      ...fixes.map((_, dropped) => () => {
        const kept = fixes.slice(0, fixes.length - dropped)
        return new Failure({ ...this.parts, fixes: [...kept, ...(dropped ? [REST] : [])] }).advice
      }),
      () => new Failure({ ...this.parts, why: cut(why, 1000), fixes: [REST] }).advice,
    ]
    return forms.map((form) => form()).find((text) => text.length <= limit) ?? ''
  }
}

const REST: Fix = { text: 'The rest is in the log of the step.' }

function join(...lines: (string | undefined)[]): string {
  return lines.filter(Boolean).join('\n')
}

/** An error that nothing here foresaw, such as a full disk. Its message is the system's. */
export function unforeseen(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return new Failure(
    {
      title: 'The step failed in a way that it does not know',
      heading: 'Unforeseen',
      why: `${name}: ${message}`,
      fixes: [
        { text: "Check the runner's disk and file permissions; if they are fine, report this as a bug." },
      ],
    },
    { cause: error },
  )
}
