import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Contestant, commandOf } from './contestants.ts'
import type { Place } from './stage.ts'
import { median } from './statistics.ts'
import { runStep } from './step.ts'

/**
 * Runs a contestant with a probe preloaded, in processes whose time nobody takes. @returns the median of what the probe
 * told
 */
export async function probe(
  contestant: Contestant,
  options: { place: Place; directory: string; name: 'memory' | 'loaded'; times: number },
): Promise<number> {
  const { place, directory, name, times } = options
  const preload = join(import.meta.dirname, 'probes', `${name}.mjs`)
  const file = join(directory, 'probe')
  const root = join(directory, 'job')
  const values: number[] = []
  for (let time = 0; time < times; time++) {
    await runStep(root, commandOf(contestant, place, { preload, file }))
    values.push(Number(readFileSync(file, 'utf8')))
    rmSync(root, { recursive: true, force: true })
  }
  return median(values)
}
