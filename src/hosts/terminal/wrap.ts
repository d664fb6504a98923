import { widthOf } from './column-width.ts'

/** Lines of a text, each of so many columns at most; a word that is longer, such as an address, stands alone and whole. */
export function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (widthOf(line) + widthOf(word) + 1 > width && line !== '') lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}

/** Prose for a terminal of so many columns. What is to be copied stays whole: commands, which stand out, and addresses. */
export function wrapProse(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) =>
      widthOf(line) <= columns || /^(?: {4}|https?:)/.test(line) ? line : wrapLine(line, columns),
    )
    .join('\n')
}

/** The lines below begin as far in as the text of the first. */
function wrapLine(line: string, columns: number): string {
  const [start = ''] = /^ *(?:- )?/.exec(line) ?? []
  const [first = '', ...others] = wrap(line.slice(start.length), Math.max(1, columns - start.length))
  const indent = ' '.repeat(start.length)
  return [start + first, ...others.map((each) => indent + each)].join('\n')
}
