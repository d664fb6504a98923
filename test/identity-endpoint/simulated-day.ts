import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { servedResources } from '../../src/commands/open-endpoint.ts'
import { beginServing } from '../../src/commands/serve-tokens.ts'
import { JobIdentity } from '../../src/hosts/github/job-identity.ts'
import type { ServedResource } from '../../src/identity-endpoint/served-resource.ts'
import { TokenRefused } from '../../src/identity-endpoint/token-refused.ts'
import { Log } from '../../src/ports/log.ts'
import { MemoryHost } from '../memory-host.ts'
import { chance } from './chance.ts'
import { type Ask, leastRequests, MIN_LEFT } from './least-requests.ts'
import { type EntraRequest, MARK, REQUEST_URL, SimulatedHosts } from './simulated-hosts.ts'
import { VirtualClock } from './virtual-clock.ts'
import { HOUR, jumps, MINUTE, SECOND, spellAt, spells } from './weather.ts'

const TENANT = '7a1c2b9e-1111-4d0f-9a3e-5a6f0f6f7b11'
const CLIENT = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'
const RESOURCES = 20
const CLIENTS = 50

/**
 * How long after a fault it may still be felt: a request may hang for 15 s, and the next try follows within a minute, or
 * within five where somebody must mend something first.
 */
const AFTER = { fault: 80 * SECOND, refused: 5 * MINUTE + 20 * SECOND }

/** More would only say the same. */
const MAX_COMPLAINTS = 20

/** What a client was given that it should not have been, or why it was given nothing. */
export interface Complaint {
  at: number
  resource: number
  what: string
}

export interface Day {
  hours: number
  requests: readonly EntraRequest[]
  oidcRequests: number
  /** The fewest that could have answered the same. */
  least: number
  /** Answers in each ten minutes. */
  asked: readonly number[]
  /** Requests to Entra as the endpoint counts them. */
  counted: number
  answers: number
  refusals: number
  /** Milliseconds that a client waited, at the longest. */
  longestWait: number
  /** Whatever clients got that they should not get while Entra is there. */
  complaints: readonly Complaint[]
  /** Lines of the log, and messages to clients, that held a token. */
  leaks: readonly string[]
  lines: number
  /** Failures in the log: with a whole explanation, and those whose title says that they came again. */
  failures: { whole: number; again: number }
  /** Bytes after the second hour, and at the end. */
  heap: { early: number; late: number }
}

/**
 * A day of the endpoint in virtual time: clients that ask at random for tokens of twenty resources, through the real core
 * from the request's inputs to MSAL, on hosts that have outages, and on a machine whose clock jumps.
 */
export async function simulateDay({ seed = 1, hours = 24 } = {}): Promise<Day> {
  // What is loaded late must not be waited for in virtual time.
  await Promise.all([
    import('../../src/advice/catalogue.ts'),
    import('../../src/entra/msal/confidential-client.ts'),
    import('../../src/hosts/github/issued-tokens.ts'),
  ])
  using clock = new VirtualClock()
  const random = chance(seed)
  using _ = withRandom(random)
  const names = Array.from({ length: RESOURCES }, (_, index) => `https://org${index}.crm4.dynamics.com`)
  const hosts = new SimulatedHosts({ clock, resources: names, random })
  const host = new DayHost(names, hosts)
  const watch = new Watch(clock, hosts)
  let resources: ServedResource[] = []
  const begun = beginServing(host, hosts, {
    prepare() {},
    async start({ request, first }) {
      resources = servedResources(host, hosts, { request, first })
    },
  })
  await clock.pass(SECOND)
  if ((await begun) !== 0) throw new Error(host.failure?.text)

  const end = hours * HOUR
  for (let client = 0; client < CLIENTS; client++) live(client, { clock, random, end, resources, watch })
  const heap = { early: 0, late: 0 }
  for (const { at, set = 0, sleep = 0, isHeap } of [
    ...jumps.map((jump) => ({ ...jump, isHeap: false })),
    { at: 2 * HOUR, isHeap: true },
  ].toSorted((a, b) => a.at - b.at)) {
    if (at > end) continue
    await clock.pass(at - clock.now)
    clock.set(set)
    clock.sleep(sleep)
    if (isHeap) heap.early = heapUsed()
  }
  await clock.pass(end - clock.now)
  heap.late = heapUsed()
  for (const resource of resources) resource.stop()
  const tallies = resources.map(({ tally }) => tally)
  const sum = (of: 'answers' | 'refusals' | 'requests') => tallies.reduce((all, tally) => all + tally[of], 0)
  return {
    ...{ hours, heap, requests: hosts.requests, oidcRequests: hosts.oidcRequests },
    least: leastRequests(watch.asks()),
    asked: watch.perTenMinutes,
    counted: sum('requests'),
    answers: sum('answers'),
    refusals: sum('refusals'),
    longestWait: Math.max(...tallies.map(({ longestWait }) => longestWait)),
    complaints: watch.complaints,
    leaks: [...host.leaks, ...watch.leaks],
    lines: host.count,
    failures: host.told,
  }
}

/** A job of GitHub's, which looks at each line of its log, and keeps none. */
class DayHost extends MemoryHost {
  readonly leaks: string[] = []
  count = 0
  readonly told = { whole: 0, again: 0 }
  override readonly log = new Log(
    {
      info: (text) => this.#look(text),
      warning: (text) => this.#look(text),
      debug: (text) => this.#look(text),
    },
    this.secrets,
  )
  override readonly identityProvider: JobIdentity

  constructor(resources: readonly string[], http: SimulatedHosts) {
    super({ 'tenant-id': TENANT, 'client-id': CLIENT, resources: resources.join('\n') }, '', [
      { name: 'resources', description: '' },
    ])
    this.identityProvider = new JobIdentity({
      env: { ACTIONS_ID_TOKEN_REQUEST_URL: REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN: MARK },
      http,
    })
  }

  #look(text: string): void {
    this.count += 1
    if (text.startsWith('Why: ')) this.told.whole += 1
    if (text.endsWith(', still failing')) this.told.again += 1
    if (holdsToken(text) && this.leaks.length < MAX_COMPLAINTS) this.leaks.push(text)
  }
}

interface Life {
  clock: VirtualClock
  random: () => number
  end: number
  resources: readonly ServedResource[]
  watch: Watch
}

/**
 * One client, with a pace and hours of its own. Every other keeps a token until five minutes before its end, as Azure's
 * SDKs do, and the others ask on each call.
 */
async function live(client: number, { clock, random, end, resources, watch }: Life): Promise<void> {
  const mean = 10 * SECOND * 30 ** random()
  const isKeeping = client % 2 === 0
  const used = Array.from({ length: 3 }, () => Math.floor(RESOURCES * random()))
  // A few come for some hours only.
  const [from, to] = client % 5 === 0 ? [random() * 0.7 * end, (0.3 + random() * 0.7) * end] : [0, end]
  const kept = new Map<number, number>()
  for (;;) {
    await clock.after(-Math.log(1 - random()) * mean)
    if (clock.now >= Math.min(to, end)) return
    const resource = used[Math.floor(random() * used.length)] ?? 0
    if (clock.now < from || (isKeeping && (kept.get(resource) ?? 0) - clock.wall > 5 * MINUTE)) continue
    const left = await watch.ask(resources[resource] as ServedResource, resource)
    if (left !== undefined) kept.set(resource, clock.wall + left)
  }
}

/** Sees what clients ask for, and what they get. */
class Watch {
  readonly complaints: Complaint[] = []
  readonly leaks: string[] = []
  readonly perTenMinutes: number[] = []
  readonly #clock: VirtualClock
  readonly #hosts: SimulatedHosts
  /** Outside of the heap that is measured: resource, and both clocks. */
  readonly #asks = new Float64Array(3 * 200_000)
  #count = 0

  constructor(clock: VirtualClock, hosts: SimulatedHosts) {
    this.#clock = clock
    this.#hosts = hosts
  }

  /** @returns milliseconds that the token has left, as the client is told; undefined if it got none */
  async ask(served: ServedResource, resource: number): Promise<number | undefined> {
    const { now, wall } = this.#clock
    this.#asks.set([resource, now, wall], 3 * this.#count++)
    const slot = Math.floor(now / (10 * MINUTE))
    this.perTenMinutes[slot] = (this.perTenMinutes[slot] ?? 0) + 1
    try {
      const { token, left } = await served.token()
      const trueLeft = this.#hosts.leftOf(token.value)
      if (!(trueLeft >= MIN_LEFT)) this.#complain(resource, `a token with ${Math.round(trueLeft / SECOND)} s`)
      if (left > trueLeft + 2 * SECOND)
        this.#complain(resource, `${left - trueLeft} ms too much promised`, true)
      return left
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      if (holdsToken(error.message) && this.leaks.length < MAX_COMPLAINTS) this.leaks.push(error.message)
      this.#complain(resource, error.message)
      return undefined
    }
  }

  asks(): Ask[] {
    return Array.from({ length: this.#count }, (_, index) => {
      const [resource = 0, now = 0, wall = 0] = this.#asks.subarray(3 * index)
      return { resource, now, wall }
    })
  }

  /** @param isAlways whether it is wrong in any weather */
  #complain(resource: number, what: string, isAlways = false): void {
    const { now } = this.#clock
    if (this.complaints.length === MAX_COMPLAINTS) return
    if (isAlways || this.#isThere(resource)) this.complaints.push({ at: now, resource, what })
  }

  /** Whether Entra gives tokens for it, and has for as long as the program may take to notice. */
  #isThere(resource: number): boolean {
    const { now } = this.#clock
    if (
      spellAt(now, resource) ||
      now - (this.#hosts.lastFault[resource] ?? Number.NEGATIVE_INFINITY) < AFTER.fault
    )
      return false
    return !spells.some(
      ({ kind, to, resource: only = resource }) =>
        only === resource && to <= now && now - to < AFTER[kind === 'refused' ? kind : 'fault'],
    )
  }
}

/** Looks for a token in a text, as it is or in base64, whatever stands around it. */
function holdsToken(text: string): boolean {
  return marks.some((mark) => text.includes(mark))
}

const marks = [
  MARK,
  ...[0, 1, 2].map((offset) => Buffer.from(MARK.slice(offset)).toString('base64url').slice(2, -3)),
]

function withRandom(random: () => number): Disposable {
  const real = Math.random
  Math.random = random
  return {
    [Symbol.dispose]() {
      Math.random = real
    },
  }
}

setFlagsFromString('--expose-gc')
// Else code that has not run for a while would count as memory that was given back.
setFlagsFromString('--no-flush-bytecode')
const collectGarbage: () => void = runInNewContext('gc')

function heapUsed(): number {
  for (let round = 0; round < 3; round++) collectGarbage()
  return process.memoryUsage().heapUsed
}
