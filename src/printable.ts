/**
 * A value of the outside world, fit for one line of a log: control characters, line ends and invisible characters
 * are escaped, and so is `##[`, which the runner takes for a command wherever it stands in a line
 * (actions/runner, ActionCommand.cs). In a JSON text the escapes mean the same characters. Nothing is
 * cut here: half a secret is one that no mask knows.
 */
export function printable(value: unknown): string {
  return String(value)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter)
    .replaceAll('##[', '#\\u0023[')
}

/** Each UTF-16 unit, as JSON has them. */
function escapeCharacter(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
