import type { Host } from '../ports/host.ts'
import type { Complaints, Remarks } from './issues.ts'

const emptySecretAdvice =
  'If it is set from a secret, the secret does not exist here under that name, belongs to an environment that this job does not name, or the run comes from a fork or from Dependabot, which get no secrets.'

/** The inputs as the program uses them: trimmed, with complaints and warnings that name the input. */
export class InputReader {
  readonly #host: Host
  readonly #complaints: Complaints

  constructor(host: Host, complaints: Complaints) {
    this.#host = host
    this.#complaints = complaints
  }

  isGiven(name: string): boolean {
    return this.text(name) !== ''
  }

  text(name: string): string {
    return this.#host.input(name).trim()
  }

  /** Why an input that the user did write can still arrive empty: what is known of this run, else all that can be. */
  get emptyAdvice(): string {
    return this.#host.withheld() ?? emptySecretAdvice
  }

  /**
   * A secret without the white space around it, which comes from copying; `keepSpaces` cuts line ends only, since a
   * password may begin or end with a space.
   */
  secret(name: string, { keepSpaces = false } = {}): string {
    const raw = this.#host.input(name)
    const cut = keepSpaces ? withoutLastLineEnds(raw) : raw.trim()
    if (cut !== raw && cut !== '') {
      this.warn(
        name,
        `has white space around it (${count(raw.length - cut.length)}), which is cut off. Save it without.`,
      )
    }
    return cut
  }

  /** The same; complains and gives undefined if it is empty. */
  requiredSecret(name: string, options?: { keepSpaces?: boolean }): string | undefined {
    const value = this.secret(name, options)
    if (value !== '') return value
    this.complain(name, `arrived empty. ${this.emptyAdvice}`)
    return undefined
  }

  complain(name: string, sentence: string, remarks?: Remarks): void {
    this.#complaints.add(name, sentence, remarks)
  }

  /** Shows a value nowhere. */
  hide(value: string): void {
    this.#host.hide(value)
  }

  warn(name: string, sentence: string): void {
    this.#host.warning(`${name}: ${sentence}`)
  }
}

function withoutLastLineEnds(text: string): string {
  let { length } = text
  while (length > 0 && '\r\n'.includes(text.charAt(length - 1))) length -= 1
  return text.slice(0, length)
}

function count(characters: number): string {
  return characters === 1 ? '1 character' : `${characters} characters`
}
