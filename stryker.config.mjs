// Mutation testing: every decision of these modules is changed, one at a time, and a test in test/decisions/ must notice.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/**
 * A text with a space in it is words for people, and a mutant of it would only ask that a test repeats them; the
 * scenarios read them in the log of the built action. Texts of one word are values that code compares, and count; so do
 * templates, whose parts are decided.
 */
const words = {
  shouldIgnore: ({ node }) =>
    node.type === 'StringLiteral' && node.value.includes(' ') ? 'words for people' : undefined,
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'words', words)]

export default {
  // The rest of src/ moves what these decide, and src/entra/remedies/ is tables beside these.
  mutate: [
    'src/inputs/*.ts',
    'src/{backoff,clouds,failure,first-host,guid,http,http-error,masks,printable,propagation,shell}.ts',
    'src/certificate/{certificate,container,pem,pem-container,pfx-container}.ts',
    'src/entra/{access-token,clock,error,managed-identity-error,refusal,remedies}.ts',
    'src/entra/remedies/{mismatch,presented,remedy,trust}.ts',
  ],
  plugins: ['@stryker-mutator/tap-runner', import.meta.filename],
  ignorers: ['words'],
  testRunner: 'tap',
  tap: {
    testFiles: ['test/decisions/*.test.ts'],
    nodeArgs: ['--test-reporter=tap', '--require', '{{hookFile}}', '{{testFile}}'],
    forceBail: false,
  },
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 85 },
  // Node takes the types out of the mutants as they are. Stryker would rewrite tsconfig.json by an API that TypeScript 7
  // no longer has.
  disableTypeChecks: false,
  ignorePatterns: ['coverage', 'dist', 'docs', 'tsconfig.json'],
  tempDirName: 'coverage/mutation/sandbox',
  reporters: ['clear-text', 'progress', 'html', 'json'],
  htmlReporter: { fileName: 'coverage/mutation/report.html' },
  jsonReporter: { fileName: 'coverage/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
}
