/** One thing to do: a sentence, and the command to paste if there is one. */
export interface Fix {
  text: string
  command?: string
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
}

/** Characters. */
const LONGEST_TITLE = 200
/** Characters; Entra's longest description has some 700. */
const LONGEST_ANSWER_LINE = 1000

/** A failure that tells what was tried, what came back, why, and what fixes it. Holds no secret. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
  readonly parts: FailureParts

  constructor(parts: FailureParts, options?: ErrorOptions) {
    super(parts.title, options)
    this.parts = parts
  }

  /**
   * The same without the secrets that a server may have put into its answer, and with what it said cut to a length
   * that leaves room for the advice. In this order: half a secret is one that no mask knows.
   */
  redacted(redact: (text: string) => string): Failure {
    const { title, tried, answer, why, fixes = [] } = this.parts
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
        why: redact(why),
        fixes: fixes.map(({ text, command }) => ({
          text: redact(text),
          ...(command && { command: redact(command) }),
        })),
      },
      { cause: this },
    )
  }

  /** The failure as lines of plain text, without its title. */
  get text(): string {
    const { tried, answer, why, fixes = [] } = this.parts
    const lines = [tried && `Tried: ${tried}`, answer && `Answer: ${answer}`, why]
    for (const fix of fixes) {
      lines.push(`Fix: ${fix.text}`, fix.command?.replace(/^/gm, '    '))
    }
    return lines.filter(Boolean).join('\n')
  }
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text
}

/** An error that nothing here foresaw, such as a full disk. Its message is the system's. */
export function unforeseen(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return new Failure(
    {
      title: 'The step failed in a way that it does not know',
      why: `${name}: ${message}`,
      fixes: [
        { text: "Check the runner's disk and file permissions; if they are fine, report this as a bug." },
      ],
    },
    { cause: error },
  )
}
