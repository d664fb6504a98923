import type { Host, Remarks } from '../ports/host.ts'
import type { Input } from '../ports/inputs.ts'
import type { InputIssues } from './issues.ts'

/** An input's row; of a name that is no input, the name alone. */
type Named = Pick<Input, 'name'>

/** The inputs as the program uses them: trimmed, with complaints and warnings that name the input. */
export class InputReader {
  readonly #host: Pick<Host, 'inputs' | 'log' | 'secrets' | 'words'>
  readonly #issues: InputIssues

  constructor(host: Pick<Host, 'inputs' | 'log' | 'secrets' | 'words'>, issues: InputIssues) {
    this.#host = host
    this.#issues = issues
  }

  isGiven({ name }: Named): boolean {
    return this.#host.inputs.read(name).trim() !== ''
  }

  /** What came, or what counts where nothing did. */
  text(input: Named & Pick<Input, 'default'>): string {
    return this.#host.inputs.read(input.name).trim() || (input.default ?? '')
  }

  /** How the user's system calls things. */
  get words(): Host['words'] {
    return this.#host.words
  }

  /**
   * A secret without the white space around it, which comes from copying; `keepSpaces` cuts line ends only, since a
   * password may begin or end with a space.
   */
  secret(input: Input, { keepSpaces = false } = {}): string {
    const raw = this.#host.inputs.read(input.name)
    const cut = keepSpaces ? withoutLastLineEnds(raw) : raw.trim()
    if (cut !== raw && cut !== '') {
      this.warn(
        input,
        `has white space around it (${count(raw.length - cut.length)}), which is cut off. Save it without.`,
      )
    }
    return cut
  }

  /** The same; complains and gives undefined if it is empty. */
  requiredSecret(input: Input, options?: { keepSpaces?: boolean }): string | undefined {
    const value = this.secret(input, options)
    if (value !== '') return value
    this.complain(input, this.words.emptySecret(input.name))
    return undefined
  }

  complain({ name }: Named, sentence: string, remarks?: Remarks): void {
    this.#issues.add({ input: this.words.input(name), sentence, ...remarks })
  }

  /** Shows a value nowhere. */
  hide(value: string): void {
    this.#host.secrets.hide(value)
  }

  /** About one input or several. */
  warn(inputs: Named | readonly Named[], sentence: string): void {
    const called = [inputs].flat().map(({ name }) => this.words.input(name))
    this.#host.log.warning(`${called.join(', ')}: ${sentence}`)
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
