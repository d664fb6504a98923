import { type ValueEncoder, valueEncoders } from './value-encoders.ts'

export interface SecretMaskerOptions {
  /** How else a value may be written; GitHub's eleven if not given */
  encoders?: Record<string, ValueEncoder>
  /** What is hidden wherever it matches; global patterns */
  patterns?: RegExp[]
}

/** The job's masker, as src/Sdk/DTLogging/Logging/SecretMasker.cs: case-sensitive, of any length, for good. */
export class SecretMasker {
  readonly #values = new Set<string>()
  readonly #encoders: ValueEncoder[]
  readonly #patterns: RegExp[]

  constructor({ encoders = valueEncoders, patterns = [] }: SecretMaskerOptions = {}) {
    this.#encoders = Object.values(encoders)
    this.#patterns = patterns
  }

  /** Hides this value and its encodings from here on. */
  addValue(value: string): void {
    if (value === '') return
    this.#values.add(value)
    for (const encode of this.#encoders) {
      const encoded = encode(value)
      if (encoded !== '') this.#values.add(encoded)
    }
  }

  /**
   * Hides a value as a whole and each of its lines, as `::add-mask::` does (ActionCommandManager.cs) and as
   * the job does with its secrets at the start (Worker.cs, InitializeSecretMasker).
   */
  addValueAndLines(value: string): void {
    this.addValue(value)
    for (const line of value.split(/[\r\n]/)) this.addValue(line.trim())
  }

  /** Replaces what is hidden by `***`; places that overlap or touch become one. */
  mask(text: string): string {
    const places: { start: number; end: number }[] = []
    for (const value of this.#values) {
      for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + 1)) {
        places.push({ start, end: start + value.length })
      }
    }
    for (const pattern of this.#patterns) {
      for (const { index, 0: found } of text.matchAll(pattern)) {
        places.push({ start: index, end: index + found.length })
      }
    }
    places.sort((a, b) => a.start - b.start)

    let masked = ''
    let end = 0
    let first = true
    for (const place of places) {
      if (first || place.start > end) masked += `${text.slice(end, place.start)}***`
      end = Math.max(end, place.end)
      first = false
    }
    return masked + text.slice(end)
  }
}
