import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import identity from '@azure/identity/package.json' with { type: 'json' }
import { prepareAzureCli } from './azure-cli.ts'
import { buildAzureIdentity, buildMinified } from './builds.ts'
import {
  AZURE_CLI,
  BARE_NODE,
  type Contestant,
  commandOf,
  contestants,
  FLOOR,
  inputVariables,
  starts,
} from './contestants.ts'
import { distant } from './distance.ts'
import { goals } from './goals.ts'
import { thisMachine } from './machine.ts'
import { markdown } from './markdown.ts'
import { readOptions } from './options.ts'
import { probe } from './probe.ts'
import { report } from './report.ts'
import type { Results, Row } from './results.ts'
import { runRounds, type Timings } from './rounds.ts'
import { type Place, startStage } from './stage.ts'
import { median } from './statistics.ts'

/*
 * Measures what a token costs, whole processes, against the emulator in a process of its own: this action between the
 * least that is possible and what else a workflow would use. Prints what docs/performance.md shows.
 *
 *     npm run bench
 *     npm run bench -- --rounds 100 --json
 *     npm run bench -- --rounds 2 --skip-az --check
 *
 * --check fails when what doesn't depend on the machine, requests and bytes, is beyond its goal.
 */
const ROUND_TRIP = 40

const options = readOptions({ rounds: 30 })
const { rounds } = options

const directory = mkdtempSync(join(os.tmpdir(), 'bench-'))
try {
  report(await measure(), { goals, markdown, options })
} finally {
  rmSync(directory, { recursive: true, force: true })
}

async function measure(): Promise<Results> {
  await using stage = await startStage()
  const { place } = stage
  const all = contestants({ azureIdentity: await buildAzureIdentity(join(directory, 'azure-identity')) })
  const { main, eagerBytes } = buildMinified(join(directory, 'minified'))
  const minified: Contestant = { name: 'minified', script: main, env: inputVariables }

  const commands = (from: Place) => new Map(all.map((one) => [one.name, commandOf(one, from)]))
  const common = { stage, directory, warmUp: rounds < 10 ? 0 : 2 }
  const az = options.skipAz ? undefined : prepareAzureCli(place, directory)
  await stage.takeRequests()
  progress(`${rounds} rounds`)
  const near = await runRounds({
    ...common,
    commands: new Map([...commands(place), ...(az ? [[AZURE_CLI, az.command] as const] : [])]),
    rounds,
  })

  progress(`rounds ${ROUND_TRIP} ms away`)
  await using away = await distant(place, ROUND_TRIP)
  const farRounds = Math.min(10, rounds)
  const far = await runRounds({ ...common, commands: commands(away.place), rounds: farRounds })

  progress('starts')
  const started = await runRounds({ ...common, commands: starts(), rounds })

  progress('memory and bytes')
  const memories = new Map<string, number>()
  const bytes = new Map<string, number>()
  const probing = { place, directory }
  for (const one of all) {
    memories.set(one.name, await probe(one, { ...probing, name: 'memory', times: Math.min(7, rounds) }))
    bytes.set(one.name, await probe(one, { ...probing, name: 'loaded', times: 1 }))
  }
  const loadedBytes = await probe(minified, { ...probing, name: 'loaded', times: 1 })

  return {
    machine: thisMachine({ '@azure/identity': identity.version, ...(az && { az: az.version }) }),
    rounds,
    near: rows(near).map((row) => ({
      ...row,
      peakMemory: memories.get(row.name),
      loadedBytes: bytes.get(row.name),
    })),
    far: { roundTrip: ROUND_TRIP, rounds: farRounds, rows: rows(far) },
    starts: rows(started, BARE_NODE),
    notes: az ? [] : [options.skipAz ? '`az` was left out.' : '`az` was not installed.'],
    minified: { eagerBytes, loadedBytes },
  }
}

function rows(timings: Map<string, Timings>, least = FLOOR): Row[] {
  const floor = median(timings.get(least)?.times ?? [])
  return [...timings].map(([name, { times, requests }]) => ({
    name,
    min: Math.min(...times),
    median: median(times),
    toFloor: median(times) / floor,
    requests,
  }))
}

function progress(what: string): void {
  if (process.stderr.isTTY) console.error(`${what} …`)
}
