import type { Harmless } from '../../values/harmless.ts'

/**
 * Text of which the runner takes no line for a command: `::` at the beginning of a line, and `##[` wherever it stands
 * (actions/runner, ActionCommand.cs). In a JSON text the escapes mean the same characters.
 */
export function escapeCommands(text: Harmless): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\u003a').replaceAll('##[', '#\\u0023[')
}
