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
  throttled?: boolean
}

/** Who must do something else, where it is known: whoever asked for this, or a person who signs in. */
export type Blame = 'usage' | 'sign-in'

interface FailureOptions extends ErrorOptions {
  retry?: Retry | undefined
  blame?: Blame | undefined
}

/** A failure that tells what was tried, what came back, why, and what fixes it. Holds no secret. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
  readonly parts: FailureParts
  readonly retry: Retry | undefined
  readonly blame: Blame | undefined

  constructor(parts: FailureParts, { retry, blame, ...options }: FailureOptions = {}) {
    super(parts.title, options)
    this.parts = parts
    this.retry = retry
    this.blame = blame
  }

  /** Adds to what was tried, such as how often. */
  addTried(more: string): this {
    this.parts.tried = [this.parts.tried, more].filter(Boolean).join(', ')
    return this
  }
}

/** For an error that nothing here expects, such as a full disk. Its message is the system's. */
export function unexpectedError(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return new Failure(
    {
      title: 'Unexpected error',
      heading: 'Unexpected error',
      why: `${name}: ${message}`,
      fixes: [
        { text: "Check this machine's disk and file permissions; if they are fine, report this as a bug." },
      ],
    },
    { cause: error },
  )
}
