/**
 * A value of the outside world, fit for one line of a log: control characters, line ends and bidirectional overrides
 * are escaped, and so is `##[`, which the runner takes for a command wherever it stands in a line
 * (actions/runner, ActionCommand.cs). In a JSON text the escapes mean the same characters. Nothing is
 * cut here: half a secret is one that no mask knows.
 */
export function printable(value: unknown): string {
  return String(value)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escapeCharacter)
    .replaceAll('##[', '#\\u0023[')
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
