import type { Readable } from 'node:stream'
import { readLines } from './line-reader.ts'

/** What a step writes. */
export interface StepStreams {
  stdout: Readable
  stderr: Readable
}

/** Hands on the lines of both streams in the order in which the runner takes them. `end` answers with their texts. */
export function readStepOutput(streams: StepStreams, onLine: (line: string) => void) {
  // Of what has arrived, stderr goes first (src/Runner.Sdk/ProcessInvoker.cs): a line there overtakes a mask
  // that stdout carried before it.
  const waiting = { stderr: [] as string[], stdout: [] as string[] }
  const drain = () => {
    for (const line of [...waiting.stderr.splice(0), ...waiting.stdout.splice(0)]) onLine(line)
  }
  const queue = (stream: keyof typeof waiting) => (line: string) => {
    if (waiting.stderr.length + waiting.stdout.length === 0) setImmediate(drain)
    waiting[stream].push(line)
  }
  const stdout = readLines(streams.stdout, queue('stdout'))
  const stderr = readLines(streams.stderr, queue('stderr'))
  return {
    end() {
      const texts = { stdout: stdout.end(), stderr: stderr.end() }
      drain()
      return texts
    },
  }
}
