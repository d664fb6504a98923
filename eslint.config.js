import { stripTypeScriptTypes } from 'node:module'
import regexp from 'eslint-plugin-regexp'

/*
 * Biome lints all else. This looks for one thing only, which Biome doesn't: patterns that take more time than a text is
 * long, since a server's words or a file could hold up the step with them, and no timer interrupts a pattern.
 */
export default [
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    // Types become spaces, so that each place stays where it was.
    processor: {
      preprocess: (text) => [stripTypeScriptTypes(text)],
      postprocess: (messages) => messages.flat(),
    },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
]
