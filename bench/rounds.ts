import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Stage } from './stage.ts'
import { type Command, runStep } from './step.ts'

/** What the rounds of one contestant gave. */
export interface Timings {
  /** Milliseconds, one a round. */
  times: number[]
  /** `service METHOD status`, of one process. */
  requests: string[]
}

export interface RoundsOptions {
  stage: Stage
  commands: Map<string, Command>
  rounds: number
  /** Rounds before, which aren't counted. */
  warmUp: number
  /** A folder to work in. */
  directory: string
}

/**
 * Runs every command once a round, one after the other, so that whatever else the machine does meets all of them; each
 * round begins with another one.
 */
export async function runRounds(options: RoundsOptions): Promise<Map<string, Timings>> {
  const { stage, commands, rounds, warmUp, directory } = options
  const all = [...commands]
  const timings = new Map(all.map(([name]): [string, Timings] => [name, { times: [], requests: [] }]))
  for (let round = -warmUp; round < rounds; round++) {
    for (const turn of all.keys()) {
      const [name, command] = all[(turn + round + warmUp) % all.length] as [string, Command]
      const root = join(directory, 'job')
      const milliseconds = await runStep(root, command)
      const requests = await stage.takeRequests()
      await command.after?.(root)
      await rm(root, { recursive: true, force: true })
      if (round >= 0) {
        timings.get(name)?.times.push(milliseconds)
        timings.set(name, { times: timings.get(name)?.times ?? [], requests })
      }
    }
  }
  return timings
}
