import type { Fix } from './failure.ts'

/** For what passes by itself. Apart from failure.ts, whose class must be in one file of dist/ only. */
export const runAgain: Fix = { text: 'Run it again later.' }
