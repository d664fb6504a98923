import { nearest } from './complaints.ts'
import { quoted } from './quoted.ts'
import type { InputReader } from './reader.ts'

/** The value in the case that the program uses; undefined, with a complaint if something came, when it is no choice. */
export function readChoice<T extends string>(
  reader: InputReader,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = reader.text(name)
  const choice = choices.find((known) => known === value.toLowerCase().replace(/[\s_]/g, '-'))
  if (!choice && value !== '') {
    const truth = /^(yes|on|y|1)$/i.test(value) ? 'true' : /^(no|off|n|0)$/i.test(value) ? 'false' : value
    reader.complain(
      name,
      `came ${quoted(value, { words: choices, fits: /[a-z-]/i })}; allowed are ${choices.join(', ')}.${nearest(truth, choices)}`,
    )
  }
  return choice
}
