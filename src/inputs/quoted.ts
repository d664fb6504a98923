import leven from 'leven'
import { MIN_MASK } from '../secrets/masked-forms.ts'
import { isGuid } from '../values/guid.ts'

interface QuotedOptions {
  /** Words of this program, one of which may have been meant. */
  words?: readonly string[]
  /** A form of this input's own that no secret has. */
  harmless?: RegExp
  /** A character that the input takes. */
  fits?: RegExp
}

/** Letters that a mistyped word may have too many, too few or wrong. */
const MAX_MISTAKES = 2

/**
 * What came, as a complaint shows it. A secret may stand in the wrong input, so a value is repeated only where it can't
 * be one: it is nearly one of this program's own words, a GUID, shorter than any secret, or of a form that the input
 * calls harmless (a number with a unit, a file with an extension). Of all else only the length is told, what it looks
 * like, and what its first character is that the input does not take.
 */
export function quoted(value: string, options: QuotedOptions = {}): string {
  if (value === '') return 'nothing'
  return isNoSecret(value, options) ? `"${value}"` : described(value, options)
}

function isNoSecret(value: string, { words = [], harmless }: QuotedOptions): boolean {
  if (!/^[!-~]([ -~]*[!-~])?$/.test(value)) return false
  return (
    value.length < MIN_MASK ||
    isGuid(value) ||
    harmless?.test(value) ||
    words.some((word) => isNear(value, word))
  )
}

/** By letters, for people write names in more ways than one; a password has more than letters, or is no such word. */
function isNear(value: string, word: string): boolean {
  if (!/^[a-z][a-z ._:/-]*$/i.test(value)) return false
  const [written, meant] = [value, word].map((text) => text.toLowerCase().replace(/[^a-z]/g, ''))
  if (!written || !meant || written.length > meant.length + MAX_MISTAKES) return false
  return leven(written, meant) <= Math.min(MAX_MISTAKES, meant.length / 3)
}

function described(value: string, { fits }: QuotedOptions): string {
  const hint = misplacedSecrets.find(([isOne]) => isOne(value))?.[1]
  if (hint) return `${value.length} characters ${hint}`
  const index = fits ? [...value].findIndex((character) => !fits.test(character)) : -1
  const length = `${value.length} character${value.length === 1 ? '' : 's'}`
  return index < 0 ? length : `${length}, with ${kindOf([...value][index] ?? '')} in place ${index + 1}`
}

/** What a secret in the wrong input looks like. */
const misplacedSecrets: readonly [isOne: (value: string) => boolean, hint: string][] = [
  [(value) => value.includes('-----BEGIN'), 'that look like a PEM'],
  [(value) => value.startsWith('eyJ'), 'that look like a token'],
  // Entra marks its secrets in the fourth to sixth place, so that scanners find them.
  [(value) => /^.{3}\dQ~/.test(value), 'that look like a client secret'],
  [
    (value) => value.slice(value.indexOf(':') + 1).includes('@') && value.includes(':'),
    'with credentials in them',
  ],
]

/** The character itself is not named: it may be one of a secret. */
const kinds: readonly [pattern: RegExp, kind: string][] = [
  [/[\r\n]/, 'a line end'],
  [/\s/, 'a space'],
  [/[\p{Cc}\p{Cf}\p{Cs}]/u, 'an invisible character'],
  [/\d/, 'a digit'],
  [/[a-z]/i, 'a letter'],
  [/[!-~]/, 'a punctuation mark'],
]

function kindOf(character: string): string {
  return kinds.find(([pattern]) => pattern.test(character))?.[1] ?? 'a character beyond ASCII'
}
