import { fence, inline, prose } from '../values/markdown.ts'
import type { PresentedFailure } from './presented-failure.ts'

/** The facts of a good run as a table of two columns, and what to look at in spite of it. */
export function summariseFacts(
  rows: readonly (readonly [name: string, value: string])[],
  warning?: string,
): string {
  const lines = rows.map(([name, value]) => `| ${inline(name.replace(':', ''))} | ${inline(value)} |`)
  const table = ['| Fact | Value |', '| --- | --- |', ...lines].join('\n')
  return join('### Power Platform token', table, warning && labelled('Warning', warning))
}

/** A failure with its commands in blocks of their own, to be copied. */
export function summariseFailure({ parts }: PresentedFailure): string {
  const { title, tried, answer, why, fixes, more } = parts
  return join(
    `### ${inline(title)}`,
    tried && labelled('Tried', tried),
    answer && labelled('Answer', listed(answer)),
    labelled('Why', why),
    ...fixes.flatMap(({ text, command, shell = 'bash' }) => [
      labelled('Fix', text),
      command && fence(shell, command),
    ]),
    more && `[More about it](${more})`,
  )
}

/** A list or a block begins below its label. */
function labelled(label: string, text: string): string {
  return /^(- |\s)/.test(text) ? `**${label}:**\n\n${prose(text)}` : `**${label}:** ${prose(text)}`
}

/** An answer of several lines is a list: a code, a status, identifiers. */
function listed(answer: string): string {
  return answer.includes('\n') ? answer.replace(/^(?!- )/gm, '- ') : answer
}

function join(...blocks: (string | undefined)[]): string {
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}
