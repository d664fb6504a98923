import { writeSync } from 'node:fs'

const STANDARD_OUTPUT = 1

/** Writes a line at once: the agent must have read what hides a secret before anything can show it. */
export function writeLine(line: string): void {
  const bytes = Buffer.from(`${line}\n`)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(STANDARD_OUTPUT, bytes, done)
    } catch (error) {
      // The agent reads more slowly than this writes.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}
