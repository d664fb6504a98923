/**
 * JSON as one argument that bash, zsh, dash and PowerShell read alike: in single quotes, and with all that one of them
 * could take for its own written as `\uXXXX`. That is every quote but JSON's own, backslashes, and whatever is not
 * ASCII, since PowerShell ends a text at typographic quotes, too.
 */
export function quoteJson(value: unknown): string {
  const json = JSON.stringify(value)
    .replace(/\\(["\\bfnrt])/g, (_, letter: string) => escapeUnit(ESCAPED[letter] ?? letter))
    .replace(/[^ -~]|'/g, escapeUnit)
  return `'${json}'`
}

/** JSON's short escapes. */
const ESCAPED: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A value as it may stand in a command without quotes, whatever the shell; else the name of what to put there. */
export function plainWord(value: string | undefined, placeholder: string): string {
  return value && /^[\w.][\w.@/:+-]*$/.test(value) ? value : placeholder
}
