import type { Failure } from './failure.ts'

/** The facts of a good run as a table of two columns. */
export function summariseFacts(rows: readonly (readonly [name: string, value: string])[]): string {
  const lines = rows.map(([name, value]) => `| ${escapeText(name.replace(':', ''))} | ${escapeText(value)} |`)
  return ['### Power Platform token', '', '| | |', '| --- | --- |', ...lines, ''].join('\n')
}

export function summariseFailure({ parts: { title }, text }: Failure): string {
  return [`### ${escapeText(title)}`, '', fence(text), ''].join('\n')
}

/** A fence longer than any run of backticks inside it (CommonMark, 4.5). */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}text\n${text}\n${marks}`
}

/** Text with nothing in it that Markdown or HTML would read (CommonMark, 2.4). */
function escapeText(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~&@]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
