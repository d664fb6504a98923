import type { Fix } from './failure.ts'

/*
 * What whoever ran this can do about what may pass; a server that goes on tries again by itself. Apart from failure.ts, whose
 * class must be in one file of dist/ only.
 */

export const runAgain: Fix = { text: 'Run it again later.' }

/** @param input that limits the time, as users write it */
export function raise(input: string): Fix {
  return { text: `Raise ${input} to wait longer.` }
}
