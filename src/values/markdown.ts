/*
 * Plain text as GitHub Flavored Markdown that shows it and nothing else. After it has made HTML, GitHub looks through the
 * text once more and makes links of addresses, mentions, issues and commits, images of emoji, and formulas, so that to
 * escape marks is not enough
 * (https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls).
 * It leaves code alone.
 */

/** A word that stands in a code span: it has marks of Markdown, HTML or a formula, is one of GitHub's references, or an option of a command. */
const CODE = /[@#$*_{}[\]<>~&\\/=^:]|www|\bGH-\d|\b[0-9a-f]{7,40}\b|^--?[a-z]/i
/** A time of day has colons, and is no emoji. */
const TIME = /^\d\d:\d\d(:\d\d)?Z?$/

/** One line of text. */
export function inline(line: string): string {
  const written = line
    .replace(/\s+/g, ' ')
    .trim()
    // In a table a vertical bar ends a cell even within code, and a backtick would need a longer fence. An option's number
    // belongs to it.
    .replace(/[|`]|--[a-z][a-z-]{1,40} \d{1,9}(?![^ .,;:)])|[^ |`]+/g, (part) =>
      /^[|`]/.test(part) ? entity(part) : writeWord(part),
    )
  // What would begin a list, or underline a heading.
  return written.replace(/^(\d*)([-+.)])/, (_, digits: string, mark: string) => digits + entity(mark))
}

/** The punctuation around a word is the sentence's. */
function writeWord(word: string): string {
  let [start, end] = [0, word.length]
  while (start < end && `("'“‘`.includes(word.charAt(start))) start += 1
  while (end > start && `.,;:!?)"'”’`.includes(word.charAt(end - 1))) end -= 1
  const core = word.slice(start, end)
  return CODE.test(core) && !TIME.test(core) ? `${word.slice(0, start)}\`${core}\`${word.slice(end)}` : word
}

function entity(mark: string): string {
  return `&#${mark.charCodeAt(0)};`
}

/**
 * Lines of text: each is a paragraph, one that begins with `- ` an item of a list, to which the lines below belong that
 * stand out by two spaces, and all others that stand out are a block. An item holds no list.
 */
export function prose(text: string, isWithinItem = false): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const parts: string[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const isItem = !isWithinItem && line.startsWith('- ')
    const isBlock = /^\s/.test(line)
    let end = at + 1
    while (end < lines.length && (isItem || isBlock) && /^ {2}/.test(lines[end] ?? '')) end += 1
    if (isItem) {
      const own = lines.slice(at, end).map((each) => each.slice(2))
      const item = prose(own.join('\n'), true)
      parts.push(`- ${item.replace(/\n(?=.)/g, '\n  ')}`)
    } else if (isBlock) parts.push(fence('text', dedent(lines.slice(at, end))))
    else parts.push(inline(line))
    at = end
  }
  return joinParts(parts)
}

/** Items of a list that are one line each stand close together. */
function joinParts(parts: readonly string[]): string {
  return parts
    .map((part, index) => {
      const next = parts[index + 1] ?? ''
      const isTight = [part, next].every((each) => each.startsWith('- ') && !each.includes('\n'))
      return index === parts.length - 1 ? part : `${part}${isTight ? '\n' : '\n\n'}`
    })
    .join('')
}

function dedent(lines: readonly string[]): string {
  const depth = lines.reduce((least, line) => Math.min(least, line.search(/\S/)), Number.POSITIVE_INFINITY)
  return lines.map((line) => line.slice(depth)).join('\n')
}

/** A fence longer than any run of backticks inside it (CommonMark, 4.5). */
export function fence(language: string, text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2)
  const marks = '`'.repeat(longest + 1)
  return `${marks}${language}\n${text}\n${marks}`
}
