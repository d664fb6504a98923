import type { Input } from '../ports/inputs.ts'
import type { InputReader } from './input-reader.ts'
import { nearest } from './issues.ts'
import { quoted } from './quoted.ts'

/**
 * The value in the case that the program uses, or the one that its alias stands for; undefined, after a complaint, when
 * it is no choice.
 */
export function readChoice<T extends string>(
  reader: InputReader,
  input: Input & { default: string },
  choices: readonly T[],
  aliases: Readonly<Record<string, T>> = {},
): T | undefined {
  const value = reader.text(input)
  const written = value.toLowerCase().replace(/[\s_]/g, '-')
  const alias = Object.hasOwn(aliases, written) ? aliases[written] : undefined
  const choice = choices.find((known) => known === written) ?? alias
  if (!choice) {
    const truth = /^(yes|on|y|1)$/i.test(value) ? 'true' : /^(no|off|n|0)$/i.test(value) ? 'false' : value
    reader.complain(
      input,
      `came ${quoted(value, { words: choices, fits: /[a-z-]/i })}; allowed are ${choices.join(', ')}.${nearest(truth, choices)}`,
    )
  }
  return choice
}
