import type { Harmless } from '../../values/harmless.ts'

/**
 * Text of which the runner takes no line for a command: `::` at the beginning of a line, and `##[` wherever it stands
 * (actions/runner, ActionCommand.cs). In a JSON text the escapes mean the same characters.
 */
export function escapeCommands(text: Harmless): string {
  const lines = text.split('\n').map((line) => line.replace(/^(\s*):(?=:)/, '$1\\u003a'))
  return lines.join('\n').replaceAll('##[', '#\\u0023[')
}
