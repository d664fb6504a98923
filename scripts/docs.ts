import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inputLists } from './docs/inputs.ts'
import { setUpPage } from './docs/set-up-page.ts'
import { taskManifest } from './docs/task.ts'
import { troubleshootingPage } from './docs/troubleshooting.ts'

/*
 * Writes docs/troubleshooting.md, the page docs/set-up.html and the lists of inputs from the program, so that what it does and what its
 * pages say is the same. With --check it writes nothing, and fails if a file is another.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

const files = {
  'docs/set-up.html': await setUpPage(),
  'docs/troubleshooting.md': troubleshootingPage(),
  ...inputLists(),
  'azure-pipelines/task/task.json': taskManifest(),
}
for (const [path, content] of Object.entries(files)) {
  if (!values.check) {
    writeFileSync(path, content)
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
    console.error(`${path} is not what the tables say. Run npm run docs, and commit it.`)
    process.exitCode = 1
  }
}
