import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { actionDirectory } from '../test/scenario.ts'
import { type AzureCli, prepareAzureCli } from './azure-cli.ts'
import { commandOf, contestants, starts, variablesOf } from './contestants.ts'
import { startBareServer } from './endpoint/bare-server.ts'
import { endpointGoals } from './endpoint/goals.ts'
import { ask, type LeftBehind, leftBehind } from './endpoint/left-behind.ts'
import { measureLoads } from './endpoint/loads.ts'
import { markdown } from './endpoint/markdown.ts'
import { idleMemory } from './endpoint/memory.ts'
import { AZ, BARE_SERVER, COLD, CURL, HELP, PLAIN_STEP, SERVER, STEP, TOKEN } from './endpoint/names.ts'
import type { EndpointResults, TimeRow } from './endpoint/results.ts'
import { thisMachine } from './machine.ts'
import { readOptions } from './options.ts'
import { report } from './report.ts'
import { runRounds } from './rounds.ts'
import { type Stage, startStage } from './stage.ts'
import { median } from './statistics.ts'
import { type Command, runStep } from './step.ts'

/*
 * Measures what the identity endpoint costs: its step beside the plain one, its first and its cached answers, and its
 * memory. Prints what docs/performance.md shows.
 *
 *     npm run bench:endpoint
 *     npm run bench:endpoint -- --rounds 50 --json
 *     npm run bench:endpoint -- --rounds 2 --skip-az --check
 *
 * --check fails when what doesn't depend on the machine, requests, is beyond its goal. Linux alone tells of processes
 * what this asks.
 */
const API = 'https://api.powerplatform.com'
/** A second resource, of which the step gets no token. */
const COLD_RESOURCE = 'https://management.azure.com'
/** That ask at once. */
const CROWD = 100
/** Processes whose memory is taken. */
const MAX_MEMORY_ROUNDS = 5

const options = readOptions({ rounds: 20 })
const { rounds } = options

const directory = mkdtempSync(join(os.tmpdir(), 'bench-'))
try {
  report(await measure(), { goals: endpointGoals, markdown, options })
} finally {
  rmSync(directory, { recursive: true, force: true })
}

async function measure(): Promise<EndpointResults> {
  await using stage = await startStage()
  const az = options.skipAz ? undefined : prepareAzureCli(stage.place, directory)
  await using stack = new AsyncDisposableStack()
  const lasting = await startLasting(stage)
  stack.defer(() => lasting.end())
  const question = lasting.questionOf(API)
  const bare = stack.use(await startBareServer(await ask(question)))

  const crowd = await askAtOnce(lasting, stage)
  const times = await measureTimes(stage, lasting, az)
  const memory = await measureIdle(stage)
  const load = await measureLoads(rounds, { endpoint: question, bare: bare.question })
  return {
    ...{ machine: thisMachine(az ? { az: az.version } : {}), rounds, load, times, crowd },
    memory: [
      { name: SERVER, idle: memory.endpoint, afterLoad: await idleMemory(lasting.pid) },
      { name: BARE_SERVER, idle: memory.bare, afterLoad: await idleMemory(bare.pid) },
    ],
    notes: az ? [] : [options.skipAz ? '`az` was left out.' : '`az` was not installed.'],
  }
}

/** Runs the step once, for all that asks its endpoint. */
async function startLasting(stage: Stage): Promise<LeftBehind> {
  const root = join(directory, 'lasting')
  await runStep(root, stepCommand(stage))
  return leftBehind(root)
}

/** As the runner starts it. */
function stepCommand({ place }: Stage): Command {
  return commandOf(
    {
      name: STEP,
      script: join(actionDirectory, 'dist/identity-endpoint.cjs'),
      env: () =>
        variablesOf(join(actionDirectory, 'identity-endpoint'), place, {
          resources: `${API} ${COLD_RESOURCE}`,
        }),
    },
    place,
  )
}

async function askAtOnce(lasting: LeftBehind, stage: Stage): Promise<EndpointResults['crowd']> {
  await stage.takeRequests()
  const cold = lasting.questionOf(COLD_RESOURCE)
  await Promise.all(Array.from({ length: CROWD }, () => ask(cold)))
  const requests = (await stage.takeRequests()).filter((request) => request.startsWith('login '))
  return { clients: CROWD, requests: requests.length }
}

/** Whole processes, and the first answer of each that the step leaves behind. */
async function measureTimes(stage: Stage, lasting: LeftBehind, az: AzureCli | undefined): Promise<TimeRow[]> {
  const cold = { times: [] as number[], requests: [] as string[] }
  const step: Command = {
    ...stepCommand(stage),
    async after(root) {
      const endpoint = leftBehind(root)
      const started = performance.now()
      await ask(endpoint.questionOf(COLD_RESOURCE))
      cold.times.push(performance.now() - started)
      await endpoint.end()
      cold.requests = await stage.takeRequests()
    },
  }
  const { url, header } = lasting.questionOf(API)
  const curl: Command = {
    ...{ file: 'curl', arguments: ['--silent', '--fail', '--header', `X-IDENTITY-HEADER: ${header}`, url] },
    ...{ env: {}, leaves: /"access_token":"/ },
  }
  const all = contestants({ azureIdentity: '' })
  const commands = new Map(
    [PLAIN_STEP, TOKEN].map((name) => {
      const contestant = all.find((one) => one.name === name)
      if (!contestant) throw new Error(`No contestant is called ${name}`)
      return [name, commandOf(contestant, stage.place)] as const
    }),
  )
  commands.set(STEP, step)
  commands.set(HELP, starts().get(HELP) as Command)
  commands.set(CURL, curl)
  if (az) commands.set(AZ, az.askAgain())
  const warmUp = rounds < 10 ? 0 : 2
  const timings = await runRounds({ stage, commands, rounds, warmUp, directory })
  timings.set(COLD, { times: cold.times.slice(warmUp), requests: cold.requests })
  return [...timings].map(([name, { times, requests }]) => ({
    ...{ name, min: Math.min(...times), median: median(times), requests },
  }))
}

/** Of processes that have answered nothing. */
async function measureIdle(stage: Stage): Promise<{ endpoint: number; bare: number }> {
  const figures = { endpoint: [] as number[], bare: [] as number[] }
  const root = join(directory, 'idle')
  for (let round = 0; round < Math.min(rounds, MAX_MEMORY_ROUNDS); round++) {
    await runStep(root, stepCommand(stage))
    const endpoint = leftBehind(root)
    await using bare = await startBareServer('')
    figures.endpoint.push(await idleMemory(endpoint.pid))
    figures.bare.push(await idleMemory(bare.pid))
    await endpoint.end()
    rmSync(root, { recursive: true, force: true })
  }
  return { endpoint: median(figures.endpoint), bare: median(figures.bare) }
}
