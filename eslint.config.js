import { stripTypeScriptTypes } from 'node:module'
import regexp from 'eslint-plugin-regexp'

/*
 * Biome lints all else. This looks for what Biome doesn't: patterns that take more time than a text is long, since a
 * server's words or a file could hold up the step with them, and no timer interrupts a pattern; and functions of Node's
 * that not every Node 20 has, which the types of Node 24 have. src.tsconfig.json holds the language itself to Node 20.
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
      'no-restricted-properties': [
        'error',
        {
          object: 'URL',
          property: 'parse',
          message: 'The first versions of Node 20 lack it: src/values/parse-url.ts.',
        },
      ],
    },
  },
]
