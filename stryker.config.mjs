// Mutation testing: every decision of these modules is changed, one at a time, and a test in test/unit/ must notice.
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
  // The rest of src/ moves what these decide; src/advice/rows/ is tables.
  mutate: [
    'src/{inputs,request,retry}/*.ts',
    'src/advice/{catalogue,explain,mismatch,presented,remedy,shell,trust}.ts',
    'src/credentials/certificate/{container,pem,pem-container,pfx-container,read-certificate}.ts',
    'src/entra/{error-response,managed-identity-error,token-response}.ts',
    'src/failure/failure.ts',
    'src/hosts/github/{export-as,first-host,known-variables}.ts',
    'src/http/{client,clock-skew,http-error}.ts',
    'src/secrets/masked-forms.ts',
    'src/values/{clouds,guid,printable}.ts',
  ],
  plugins: ['@stryker-mutator/tap-runner', import.meta.filename],
  ignorers: ['words'],
  testRunner: 'tap',
  tap: {
    testFiles: ['test/unit/**/*.test.ts'],
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
