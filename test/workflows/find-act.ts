import { spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import tools from '../../tools.json' with { type: 'json' }

const version = tools.act
const source = `github.com/nektos/act@${version}`

/**
 * The path of nektos/act in the version of tools.json: a copy of our own, or the one on PATH. Where there is
 * neither, Go builds the copy. undefined if that fails, after a word on what to do.
 */
export function findAct(): string | undefined {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const directory = join(cache, 'power-platform-token', 'bin')
  const own = join(directory, 'act')
  const found = [own, 'act'].find((path) => versionOf(path) === version)
  if (found) return found

  console.log(`Building act ${version}, once …`)
  const env = { ...process.env, GOBIN: directory }
  spawnSync('go', ['install', source], { env, stdio: 'inherit', timeout: 600_000 })
  if (versionOf(own) === version) return own

  console.error(`The workflows need nektos/act ${version}, and it could not be built. Any of these helps:
- Install Go 1.25 or newer (https://go.dev/dl/) and run this again: it builds act once, into ${directory}
- Put act on PATH, from https://github.com/nektos/act/releases/tag/${version}`)
  return undefined
}

function versionOf(path: string): string | undefined {
  const { stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ACT_DISABLE_VERSION_CHECK: '1' },
    timeout: 10_000,
  })
  const number = /^act version (\S+)/.exec(stdout ?? '')?.[1]
  return number && `v${number}`
}
