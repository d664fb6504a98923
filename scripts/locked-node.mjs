// Runs the Node that package-lock.json has for this system, after installing the locked dependencies if they are missing
// or older than the lock file. So each npm script can be the first command after a clone, on any Node from 20 up:
//
//     node scripts/locked-node.mjs test/demo.ts
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const node = lockedNode(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)
if (!existsSync(node) || written('node_modules/.package-lock.json') < written('package-lock.json')) install()
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit' })
child.on('error', ({ message }) => fail(message))
child.on('exit', (status) => {
  process.exitCode = status ?? 1
})
process.on('SIGTERM', () => child.kill())
process.on('SIGINT', () => {}) // A terminal sends it to both.

function lockedNode(packages) {
  const locked = Object.entries(packages).filter(([, { bin }]) => bin?.node)
  const fits = ({ os, cpu }) => [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch)
  const found = locked.find(([, entry]) => fits(entry))
  if (found) return join(found[0], found[1].bin.node)

  // Such as Apple silicon: CONTRIBUTING.md, Dependencies.
  const major = locked[0][1].version.split('.')[0]
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  fail(
    `No Node is locked for ${process.platform}-${process.arch}: install Node ${major} (this is ${process.version}).`,
  )
}

function written(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function install() {
  console.log('Installing the locked dependencies …')
  const npm = process.env.npm_execpath
  const [command, ...start] = npm ? [process.execPath, npm] : ['npm']
  // Errors only: on an older Node, npm warns of each package that wants a newer one.
  const { status } = spawnSync(command, [...start, 'ci', '--loglevel=error'], {
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  })
  if (status !== 0) fail('The locked dependencies could not be installed. To try again: npm ci')
  // npm says nothing of an optional package that it could not install, as one that is not the locked one.
  if (!existsSync(node)) fail(`npm did not install ${node}. To see why: npm ci --loglevel=silly`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
