import { type Harmless, makeHarmless } from '../values/harmless.ts'
import { lines, MIN_MASK, maskedForms } from './masked-forms.ts'
import { readings } from './readings.ts'
import { redact } from './redact.ts'

/** Characters. What has fewer letters and digits is looked for as it is: folded, it would stand in dates and words. */
const MIN_FOLDED = 8

/** Characters. No line that this program has to say is that long, and to read it in all ways takes 50 ms. */
const MAX_LINE = 16_384

/** The secrets of a run, which all hosts keep alike, and how a text loses them. */
export class SecretRegistry {
  /** The forms that are replaced wherever they stand. */
  readonly #masks = new Set<string>()
  /** What no reading of a text may hold. What it is folded to comes once a line asks for it: most runs have none. */
  readonly #parts = new Map<string, readonly string[] | undefined>()
  #shortest = Number.POSITIVE_INFINITY
  readonly #announced = new Set<string>()
  readonly #announce: (form: string) => void

  /** @param announce tells the host of each new form that may appear in what others print */
  constructor(announce: (form: string) => void = () => {}) {
    this.#announce = announce
  }

  /** One that knows these secrets too, and to which others can be added that this one never gets to know. */
  derive(): SecretRegistry {
    const derived = new SecretRegistry()
    for (const mask of this.#masks) derived.#masks.add(mask)
    for (const [part, folded] of this.#parts) derived.#parts.set(part, folded)
    derived.#shortest = this.#shortest
    return derived
  }

  /** Hides every form of the secret in all that is printed from now on, by this program and by others after it. */
  mask(secret: string): void {
    for (const form of this.#add(secret)) {
      // What was only hidden before may now be seen by others.
      if (this.#announced.has(form)) continue
      this.#announced.add(form)
      this.#announce(form)
    }
  }

  /** The same for what this program prints alone: nothing after it gets to see the secret. */
  hide(secret: string): void {
    this.#add(secret)
  }

  /** @returns the forms of the secret */
  #add(secret: string): string[] {
    const forms = maskedForms(secret)
    for (const form of forms) this.#masks.add(form)
    for (const part of [secret.trim(), ...lines(secret)]) {
      if (part.length < MIN_MASK || part.length > MAX_LINE) continue
      this.#shortest = Math.min(this.#shortest, part.length)
      if (!this.#parts.has(part)) this.#parts.set(part, undefined)
    }
    return forms
  }

  /**
   * The text with `***` for every form of a secret, and without the lines that say one in a way that no mask knows: each
   * is read in all ways to a fixed point, and compared.
   */
  redact(text: string): string {
    return text
      .split('\n')
      .map((line) => this.#redactLine(line))
      .join('\n')
  }

  /** The same text, fit to be shown. */
  harmless(text: string): Harmless {
    return makeHarmless(text, (each) => this.redact(each))
  }

  #redactLine(line: string): string {
    if (line.length > MAX_LINE) return `(${line.length} characters)`
    const redacted = redact(line, this.#masks)
    const isSaid = this.#saidIn(redacted).length > 0 || (redacted !== line && this.#isTorn(line))
    return isSaid ? `(${line.length} characters that hold a secret)` : redacted
  }

  /** Whether a short secret stands within an encoded form of a longer one, whose rest would be left in clear. */
  #isTorn(line: string): boolean {
    return this.#saidIn(line).some((part) => this.#saidIn(redact(line, maskedForms(part))).includes(part))
  }

  /** The parts of secrets that a reading of the line holds. */
  #saidIn(line: string): string[] {
    if (line.length < this.#shortest) return []
    const said = readings(line, this.#shortest)
    const folded = said.map(fold)
    return [...this.#parts.keys()].filter(
      (part) => isIn(said, part) || this.#foldedForms(part).some((form) => isIn(folded, form)),
    )
  }

  #foldedForms(part: string): readonly string[] {
    const kept = this.#parts.get(part)
    const forms = kept ?? readings(part, Number.POSITIVE_INFINITY).map(fold).filter(isLongEnough)
    if (!kept) this.#parts.set(part, forms)
    return forms
  }
}

function isLongEnough({ length }: string): boolean {
  return length >= MIN_FOLDED
}

function isIn(texts: readonly string[], part: string): boolean {
  return texts.some((text) => text.includes(part))
}

/**
 * Letters and digits alone, in upper case and without accents: a secret in another case, or with something between its
 * letters, is one. Each character by itself, since to order the accents of many takes time that grows with the square.
 */
function fold(text: string): string {
  // The tables of Unicode take 3 ms to load.
  if (/^[\0-\x7f]*$/.test(text)) return text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  let folded = ''
  for (const character of text) folded += foldCharacter(character)
  return folded
}

/** Kept, since to work one out takes three times as long as to find it again. */
const foldedCharacters = new Map<string, string>()

function foldCharacter(character: string): string {
  const known = foldedCharacters.get(character)
  if (known !== undefined) return known
  const folded = character
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  foldedCharacters.set(character, folded)
  return folded
}
