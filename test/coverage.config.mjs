// Coverage of src/ as the scenarios reach it: the build with source maps, in the processes that the test runner starts.
export default {
  name: 'src/ under the scenarios',
  outputDir: 'coverage/report',
  reports: ['console-details', 'v8'],
  entryFilter: (entry) => entry.url.includes('/coverage/dist/'),
  sourceFilter: (path) => path.startsWith('src/'),
}
