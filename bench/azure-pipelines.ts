import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { nodes } from '../test/nodes.ts'
import { prepareAzureCli } from './azure-cli.ts'
import { AZ, connectionToken, floorOf, pipelineContestants } from './azure-pipelines/contestants.ts'
import { pipelineGoals } from './azure-pipelines/goals.ts'
import { markdown } from './azure-pipelines/markdown.ts'
import type { PipelineResults, PipelineRow } from './azure-pipelines/results.ts'
import { distant } from './distance.ts'
import { thisMachine } from './machine.ts'
import { readOptions } from './options.ts'
import { report } from './report.ts'
import { runRounds, type Timings } from './rounds.ts'
import { startStage } from './stage.ts'
import { median, percentile } from './statistics.ts'

/*
 * Measures what the task of Azure Pipelines costs, whole processes, as the agent starts them: between the least that is
 * possible for the token of a service connection and the work of AzureCLI@2. Prints what docs/performance.md shows.
 *
 *     npm run bench:azure-pipelines
 *     npm run bench:azure-pipelines -- --rounds 100 --json
 *     npm run bench:azure-pipelines -- --rounds 2 --skip-az --check
 *
 * On two Nodes where npm runs on the older one. --check fails when what doesn't depend on the machine, requests, is beyond
 * its goal.
 */
const ROUND_TRIP = 40

const options = readOptions({ rounds: 30 })
const { rounds } = options
const directory = mkdtempSync(join(os.tmpdir(), 'bench-'))
try {
  report(await measure(), { goals: pipelineGoals, markdown, options })
} finally {
  rmSync(directory, { recursive: true, force: true })
}

async function measure(): Promise<PipelineResults> {
  await using stage = await startStage()
  const { place } = stage
  const common = { stage, directory, warmUp: rounds < 10 ? 0 : 2 }
  const az = options.skipAz ? undefined : prepareAzureCli(place, directory, connectionToken(place))
  await stage.takeRequests()
  const commands = pipelineContestants(place, directory)
  if (az) commands.set(AZ, az.command)
  const near = await runRounds({ ...common, commands, rounds })

  await using away = await distant(place, ROUND_TRIP)
  const farRounds = Math.min(10, rounds)
  const far = await runRounds({
    ...common,
    commands: pipelineContestants(away.place, directory),
    rounds: farRounds,
  })
  return {
    ...{ machine: thisMachine({ ...otherNode(), ...(az && { az: az.version }) }), rounds, near: rows(near) },
    far: { roundTrip: ROUND_TRIP, rounds: farRounds, rows: rows(far) },
    notes: az ? [] : [options.skipAz ? '`az` was left out.' : '`az` was not installed.'],
  }
}

/** That of npm, where the second pair of rows is of it. */
function otherNode(): Record<string, string> {
  return Object.fromEntries(nodes.slice(1).map(({ version }) => ["npm's Node", version]))
}

/** Each beside its floor, round by round. */
function rows(timings: Map<string, Timings>): PipelineRow[] {
  return [...timings].map(([name, { times, requests }]) => {
    const floor = timings.get(floorOf(name))?.times ?? []
    const ratios = times.map((time, round) => time / (floor[round] ?? Number.NaN))
    return {
      ...{ name, min: Math.min(...times), median: median(times), requests },
      toFloor: { low: percentile(ratios, 25), middle: median(ratios), high: percentile(ratios, 75) },
    }
  })
}
