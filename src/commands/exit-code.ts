import type { Blame, Failure } from '../failure/failure.ts'

/** 0: done. 1: failed. 2: asked for something that can't be. 4: a person must sign in. */
export type ExitCode = 0 | 1 | 2 | 4

const codes: Readonly<Record<Blame, ExitCode>> = { usage: 2, 'sign-in': 4 }

export function exitCodeOf({ blame }: Failure): ExitCode {
  return blame ? codes[blame] : 1
}
