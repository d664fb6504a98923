import { readFileSync } from 'node:fs'

/** Milliseconds between two looks. */
const INTERVAL = 3_000

/**
 * Settles once a process is gone; never for one that can't be seen, such as what started a container's from outside.
 * @param pid of a process of the same user
 */
export function processGone(pid: number): Promise<void> {
  const started = startOf(pid)
  return new Promise((resolve) => {
    if (started === undefined || pid <= 1) return
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
  } catch {
    return undefined
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
