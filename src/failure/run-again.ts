import type { Fix } from './failure.ts'

/** For what passes by itself. */
export const runAgain: Fix = { text: 'Run the job again later.' }
