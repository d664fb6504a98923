import { readFileSync } from 'node:fs'

/** Milliseconds between two looks. */
const INTERVAL = 3_000

/** Settles once a process is gone. @param pid 0 or 1 for one that can't be seen: then it never settles */
export function processGone(pid: number): Promise<void> {
  const started = startOf(pid)
  return new Promise((resolve) => {
    // What started a container's from outside.
    if (pid <= 1) return
    if (started === undefined) return resolve()
    const timer = setInterval(() => {
      if (startOf(pid) === started) return
      clearInterval(timer)
      resolve()
    }, INTERVAL).unref()
  })
}

/**
 * What tells a process from a later one with the same number, where the system tells it (proc(5), field 22 of stat);
 * undefined if there is none.
 */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // One of another user can't be sent anything, and is there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before may hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie runs nothing any more.
    return fields[0] === 'Z' ? undefined : (fields[19] ?? '')
  } catch {
    return ''
  }
}
