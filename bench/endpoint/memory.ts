import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

/** Looks, one after the other, in which the memory stays the same. */
const STILL = 10
/** Milliseconds between two. */
const INTERVAL = 100
/** Looks after which it is said that it never stays the same. */
const MAX_LOOKS = 600

/** Resident memory of a process in KiB, once it has stopped to change. */
export async function idleMemory(pid: number): Promise<number> {
  let last = 0
  for (let look = 0, still = 0; look < MAX_LOOKS; look++) {
    const now = residentMemory(pid)
    still = now === last ? still + 1 : 0
    if (still === STILL) return now
    last = now
    await setTimeout(INTERVAL)
  }
  throw new Error(`The memory of ${pid} changes all the time.`)
}

function residentMemory(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
