import type { Fix } from './failure.ts'

/** For what passes by itself. */
export const runAgain: Fix = { text: 'Run it again later.' }
