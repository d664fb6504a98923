import spawn from 'cross-spawn'

/** Is lost, ends the command, or has a part of a variable in its place, which may hold a quote. */
const CHANGED = /[\^\r\n]|%[^%:]+:[^%]*%/
/** Begins another command, or leads a stream elsewhere. */
const OPERATOR = /[&|<>]/

/**
 * Whether Windows runs a program by cmd.exe, as it does a batch file: `npm` and `az` are some. cross-spawn
 * looks for it, and keeps what it found to itself.
 */
export function isBatchFile(program: string, env: NodeJS.ProcessEnv): boolean {
  const { _parse: parse } = spawn as unknown as {
    _parse(
      program: string,
      words: string[],
      options: object,
    ): { options: { windowsVerbatimArguments?: true } }
  }
  return parse(program, [], { env }).options.windowsVerbatimArguments === true
}

/**
 * Whether words reach what a batch file starts as they are, where it hands them on by `%*`. cmd.exe reads them when it
 * starts the file, and as a line of the file once more, and they can be quoted for one of the two: `a"b` is written
 * `"a\"b"`, so that at the second time, what comes after a quote stands outside of all quotes up to the next.
 */
export function passBatchFile(words: readonly string[]): boolean {
  const line = words.map((word) => `"${word.replaceAll('"', '\\"')}"`).join(' ')
  return !CHANGED.test(line) && !outsideQuotes(line).some((part) => OPERATOR.test(part))
}

/** To cmd.exe, a quote after a backslash is one as well. */
function outsideQuotes(line: string): string[] {
  return line.split('"').filter((_, index) => index % 2 === 0)
}
