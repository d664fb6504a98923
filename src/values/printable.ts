/**
 * A value of the outside world, fit for one line: control characters, line ends and invisible characters are escaped. In a
 * JSON text the escapes mean the same characters. Nothing is cut here: half a secret is one that no mask knows.
 */
export function printable(value: unknown): string {
  const text = asText(value)
  // The tables of Unicode take a millisecond to load, and most runs have no use for them.
  if (/^[ -~]*$/.test(text)) return text
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escapeCharacter)
}

/** Text as it is, all else as JSON, since an object of JSON may bring a `toString` of its own. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return 'something nested too deeply'
  }
}

/** Each UTF-16 unit, as JSON has them. */
function escapeCharacter(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}

/** The beginning of a text that is longer than so many characters, and how long it is. Redact it first. */
export function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text
}
