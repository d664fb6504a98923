import type { AgentMasker } from './masker.ts'

// src/Agent.Worker/ExecutionContext.cs: _maxIssueCount
const issuesPerType = 10

/** What stands on the run's page; properties as they came, in lower case, and unmasked. */
export interface TaskIssue {
  type: 'error' | 'warning'
  /** Masked */
  message: string
  code?: string
  sourcepath?: string
  linenumber?: string
  columnnumber?: string
  [property: string]: string | undefined
}

/** The step's log after masking, as src/Agent.Worker/ExecutionContext.cs writes it. */
export class StepLog {
  readonly lines: string[] = []
  readonly issues: TaskIssue[] = []
  readonly #masker: AgentMasker
  readonly #debug: boolean

  constructor(masker: AgentMasker, debug: boolean) {
    this.#masker = masker
    this.#debug = debug
  }

  output(text: string): void {
    this.lines.push(this.#masker.mask(text))
  }

  /** The agent doesn't mask what it takes from a task.json. */
  unmasked(text: string): void {
    this.lines.push(text)
  }

  section(text: string): void {
    this.output(`##[section]${text}`)
  }

  debug(text: string): void {
    if (this.#debug) this.output(`##[debug]${text}`)
  }

  addIssue(issue: TaskIssue): void {
    const message = this.#masker.mask(issue.message)
    if (message !== '') this.output(`##[${issue.type}]${message}`)
    const before = this.issues.filter(({ type }) => type === issue.type).length
    if (before < issuesPerType) this.issues.push({ ...issue, message })
  }

  error(message: string): void {
    this.addIssue({ type: 'error', message })
  }

  warning(message: string): void {
    this.addIssue({ type: 'warning', message })
  }
}
