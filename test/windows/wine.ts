import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Launch } from '../runner/step-process.ts'
import { installNodeExe } from './node-exe.ts'

/** Not the script `wine`, whose shell drops variables with hyphens, as inputs have them. */
const WINE = '/usr/lib/wine/wine64'

/** Runs $0 with what it prints in files, which Wine gives a program as they are, and prints that. */
const INTO_FILES = `
printed=$(mktemp -d)
"$0" "$@" > "$printed/1" 2> "$printed/2"
code=$?
cat "$printed/1"
cat "$printed/2" >&2
rm -r "$printed"
exit $code
`

const folder = resolve('node_modules/.cache/windows')
const relay = fileURLToPath(new URL('relay.cjs', import.meta.url))

/** Node for Windows, on the Windows that Wine plays. */
export interface Windows extends Disposable {
  launch: Launch
  /** The same without a process that started it, which would end with it: a runner goes on. */
  launchAlone: Launch
  /** Its drive C:, as a folder of this system. */
  driveC: string
}

/** Installs it all where it isn't there, but Wine itself. */
export function startWindows(): Windows {
  if (!existsSync(WINE)) throw new Error(`${WINE} is not there. To install it: sudo apt-get install wine64`)
  const node = installNodeExe(folder)
  const prefix = join(folder, 'wine')
  // What Wine itself reads, in paths of this system.
  const wineEnv = { WINEPREFIX: prefix, WINEDEBUG: '-all', HOME: folder, TMPDIR: tmpdir() }
  mkdirSync(prefix, { recursive: true })
  const env = { PATH: process.env.PATH, ...wineEnv }
  // Node asks for Windows 10 at least, and Wine 8 begins with 7. The first time this takes 5 s, for all of drive C:.
  const { status } = spawnSync(WINE, ['winecfg', '-v', 'win10'], { env, stdio: 'ignore' })
  if (status !== 0) throw new Error(`winecfg failed with ${status}`)
  // While a program runs, so do the services of Windows, which would keep the streams of the one that started them.
  const shell = spawn(WINE, ['cmd'], { env, stdio: ['pipe', 'ignore', 'ignore'] })

  const onWindows = (env: Record<string, string>) => ({
    ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, toWindows(value)])),
    RUNNER_OS: 'Windows',
    ...wineEnv,
  })
  return {
    driveC: join(prefix, 'drive_c'),
    launch: ({ arguments: parameters, env }) => ({
      file: WINE,
      arguments: [node, relay, ...parameters].map(toWindows),
      env: onWindows(env),
    }),
    launchAlone: ({ arguments: parameters, env }) => ({
      file: 'bash',
      arguments: ['-c', INTO_FILES, WINE, ...[node, ...parameters].map(toWindows)],
      env: { PATH: process.env.PATH ?? '', ...onWindows(env) },
    }),
    [Symbol.dispose]: () => shell.stdin.end(),
  }
}

/** A path of this system, as Wine's drive Z: has it. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`
}

/** What names something on this system, as the runner's variables do. */
function toWindows(value: string): string {
  return value.startsWith('/') && existsSync(value) ? windowsPath(value) : value
}
