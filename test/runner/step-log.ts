import type { Annotation } from './annotation.ts'
import type { SecretMasker } from './secret-masker.ts'

// src/Runner.Worker/ExecutionContext.cs: _maxCountPerIssueType, _maxIssueMessageLength
const annotationsPerType = 10
const annotationLength = 4096

/** The step's log after masking, as src/Runner.Worker/ExecutionContext.cs writes it. */
export class StepLog {
  readonly lines: string[] = []
  readonly annotations: Annotation[] = []
  readonly #masker: SecretMasker
  readonly #debug: boolean

  constructor(masker: SecretMasker, debug: boolean) {
    this.#masker = masker
    this.#debug = debug
  }

  output(text: string): void {
    this.lines.push(this.#masker.mask(text))
  }

  debug(text: string): void {
    if (!this.#debug) return
    for (const line of text.split(/\r\n|\n/)) this.output(`##[debug]${line}`)
  }

  annotate(annotation: Annotation): void {
    const message = this.#masker.mask(annotation.message).slice(0, annotationLength)
    const before = this.annotations.filter(({ type }) => type === annotation.type).length
    if (before < annotationsPerType) this.annotations.push({ ...annotation, message })
    if (message !== '') this.output(`##[${annotation.type}]${message}`)
  }

  error(message: string): void {
    this.annotate({ type: 'error', message })
  }

  warning(message: string): void {
    this.annotate({ type: 'warning', message })
  }
}
