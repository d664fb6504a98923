// Installs the locked dependencies if they are missing or older than the lock file, so that `npm test` and
// `npm run demo` can be the first command after a clone. Runs on any Node from 20 up.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

const written = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

if (written('node_modules/.package-lock.json') < written('package-lock.json')) {
  console.log('Installing the locked dependencies …')
  const npm = process.env.npm_execpath
  const [command, ...start] = npm ? [process.execPath, npm] : ['npm']
  const { status } = spawnSync(command, [...start, 'ci'], {
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  })
  process.exitCode = status ?? 1
}
