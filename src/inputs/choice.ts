import type { InputReader } from './input-reader.ts'
import { nearest } from './issues.ts'
import { quoted } from './quoted.ts'

/**
 * The value in the case that the program uses, or the one that its alias stands for; undefined, with a complaint if
 * something came, when it is no choice.
 */
export function readChoice<T extends string>(
  reader: InputReader,
  name: string,
  choices: readonly T[],
  aliases: Readonly<Record<string, T>> = {},
): T | undefined {
  const value = reader.text(name)
  const written = value.toLowerCase().replace(/[\s_]/g, '-')
  const alias = Object.hasOwn(aliases, written) ? aliases[written] : undefined
  const choice = choices.find((known) => known === written) ?? alias
  if (!choice && value !== '') {
    const truth = /^(yes|on|y|1)$/i.test(value) ? 'true' : /^(no|off|n|0)$/i.test(value) ? 'false' : value
    reader.complain(
      name,
      `came ${quoted(value, { words: choices, fits: /[a-z-]/i })}; allowed are ${choices.join(', ')}.${nearest(truth, choices)}`,
    )
  }
  return choice
}
