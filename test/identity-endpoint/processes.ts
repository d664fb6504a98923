import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** The process that serves after a step, as the system shows it. */
export function serving({ env }: { env: Record<string, string> }): {
  pid: number
  environment: string
  words: string
} {
  const { port } = new URL(env.IDENTITY_ENDPOINT ?? '')
  const hex = Number(port).toString(16).toUpperCase().padStart(4, '0')
  const inode = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, local, , state]) => local === `0100007F:${hex}` && state === '0A')?.[9]
  const found = execFileSync(
    'bash',
    [
      '-c',
      `ls -l /proc/[0-9]*/fd 2>/dev/null | awk -v s="socket:[${inode}]" '/^\\/proc/ {p=$0} $NF==s {print p}'`,
    ],
    { encoding: 'utf8' },
  )
  const pid = Number(/\/proc\/(\d+)\//.exec(found)?.[1])
  const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8').replaceAll('\0', '\n')
  return { pid, environment: read('environ'), words: read('cmdline') }
}

/** The processes that work below a folder. */
export function backgroundsIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && folderOf(name).startsWith(folder))
    .map(Number)
}

function folderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    // It has ended.
    return ''
  }
}

/** Settles once a process has ended. */
export async function gone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`)) await setTimeout(5)
}
