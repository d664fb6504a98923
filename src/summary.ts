import type { Failure } from './failure.ts'

/** The facts of a good run as a table of two columns. */
export function summariseFacts(rows: readonly (readonly [name: string, value: string])[]): string {
  const lines = rows.map(([name, value]) => `| ${escapeText(name.replace(':', ''))} | ${escapeText(value)} |`)
  return ['### Power Platform token', '', '| | |', '| --- | --- |', ...lines, ''].join('\n')
}

/** A failure with its commands in blocks of their own, to be copied. */
export function summariseFailure({ parts }: Failure): string {
  const { title, tried, answer, why, fixes = [], more } = parts
  const blocks = [
    `### ${escapeText(title)}`,
    tried && `**Tried:** ${escapeText(tried)}`,
    answer && `**Answer:**\n\n${fence('text', answer)}`,
    why.includes('\n') ? `**Why:**\n\n${fence('text', why)}` : `**Why:** ${escapeText(why)}`,
    ...fixes.flatMap(({ text, command }) => [
      `**Fix:** ${escapeText(text)}`,
      command && fence('bash', command),
    ]),
    more && `[More about it](${more})`,
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

/** A fence longer than any run of backticks inside it (CommonMark, 4.5). */
function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}${language}\n${text}\n${marks}`
}

/** Text with nothing in it that Markdown or HTML would read (CommonMark, 2.4). */
function escapeText(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .replace(/[\\`*_{}[\]<>()#+!|~&@]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
