import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isInstalled, isVersionOf, markOf, type Tool, tools } from './tools.ts'

/*
 * Installs the clients that aren't there, in the versions that this folder pins. They stay in the user's cache.
 *
 *     npm run test:clients:install
 */
for (const tool of tools) if (!isInstalled(tool)) install(tool)

function install(tool: Tool): void {
  const { name, needs, folder, install } = tool
  console.log(`Installing ${name}, once …`)
  const start = performance.now()
  const siblings = dirname(folder)
  mkdirSync(siblings, { recursive: true })
  for (const other of readdirSync(siblings))
    if (isVersionOf(tool, other)) rmSync(join(siblings, other), { recursive: true })
  mkdirSync(folder, { recursive: true })
  for (const [file, ...args] of install) {
    const { error, status } = spawnSync(file, args, { cwd: import.meta.dirname, stdio: 'inherit' })
    if (!error && status === 0) continue
    console.error(`${name} could not be installed: ${error?.message ?? `${file} failed`}. It needs ${needs}.`)
    process.exit(1)
  }
  writeFileSync(markOf(folder), '')
  console.log(`It is in ${folder}, after ${Math.round((performance.now() - start) / 1000)} s.`)
}
