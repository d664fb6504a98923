/** What a shell would do something with where it isn't quoted: nothing here does. */
const SPECIAL: Readonly<Record<string, string>> = {
  $: 'a $, which no shell expands here; let your own shell expand it, or put single quotes around it',
  '`': 'a `, which no shell expands here',
  '|': 'a |, and no shell runs it; write a script for more than one program',
  '&': 'a &, and no shell runs it; put quotes around it',
  ';': 'a ;, and no shell runs it; write a script for more than one program',
  '<': 'a <, and no shell runs it; write a script for a redirection',
  '>': 'a >, and no shell runs it; write a script for a redirection',
}

/** Why a command line can't be split, as words that follow its name. */
export class WordsProblem extends Error {}

/**
 * The words of a command line as a POSIX shell splits them, quotes and backslashes included, and nothing expanded. What a
 * shell would expand or run is refused, so that nobody is surprised. On Windows a backslash belongs to a path, but before a
 * quote within quotes, as programs read their arguments there.
 * @throws {WordsProblem}
 */
export function splitWords(line: string, platform: NodeJS.Platform = process.platform): string[] {
  const isEscape = (quote: string, next: string) =>
    platform === 'win32' ? quote + next === '""' : quote === '' || /["$`\\]/.test(next)
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index)
    if (quote === "'" && character !== "'") word += character
    else if (character === quote) quote = ''
    else if (quote === '' && (character === "'" || character === '"')) {
      quote = character
      word ??= ''
    } else if (character === '\\' && isEscape(quote, line.charAt(index + 1))) {
      index += 1
      word = (word ?? '') + line.charAt(index)
    } else if ((quote === '' || '$`'.includes(character)) && SPECIAL[character])
      throw new WordsProblem(`has ${SPECIAL[character]}.`)
    else if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + character
  }
  if (quote) throw new WordsProblem(`has a quote (${quote}) that nothing closes.`)
  if (word !== undefined) words.push(word)
  return words
}
