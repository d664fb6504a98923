import { countPerSecond, drawCurve } from './fleet/curve.ts'
import { type Fleet, startFleet } from './fleet/fleet.ts'
import type { WaveResult } from './fleet/protocol.ts'

/*
 * What happens when a large matrix starts: its jobs ask for tokens all at once, and Entra throttles them. And whether
 * a token costs more among many. Exit code 1 when a goal is missed.
 *
 *     npm run bench:fleet
 */
const JOBS = 500
/** Milliseconds within which they start. */
const START = 1000
const LIMIT = 50
const MOST_REQUESTS_PER_TOKEN = 2.5
const MOST_PER_SECOND = 120
const SIZES = [1, 10, 100, 1000]
/** How much dearer a token may be among the most jobs than among a tenth of them; what is measured varies so much. */
const MOST_GROWTH = 1.5

const missed: string[] = []
await using fleet = await startFleet()

console.log(`All jobs of a fleet run in one process, since that many processes don't fit on one machine: each has a way out, a host
and an MSAL client of its own, and nothing is shared but Node. Their OIDC tokens are minted before; what is counted are
requests to the login host.`)
for (const retryAfter of ['1', undefined]) await throttled(fleet, retryAfter)
await unlimited(fleet)

if (missed.length > 0) {
  console.log(`\nMissed:\n${missed.map((goal) => `- ${goal}`).join('\n')}`)
  process.exitCode = 1
} else console.log('\nAll goals are met.')

async function throttled(fleet: Fleet, retryAfter: string | undefined): Promise<void> {
  const title = `${JOBS} jobs within ${START / 1000} s, ${LIMIT} answers a second, 429 with ${retryAfter ? `Retry-After: ${retryAfter}` : 'no Retry-After'}`
  const limit = { perSecond: LIMIT, ...(retryAfter && { retryAfter }) }
  const { result, arrivals } = await fleet.run({ jobs: JOBS, within: START, limit })
  const seconds = countPerSecond(arrivals)
  const perToken = arrivals.length / Math.max(1, result.tokens)
  // First tries belong to the first second, however late a busy machine sends them.
  const most = Math.max(0, ...seconds.map(({ retries }) => retries))
  console.log(`\n## ${title}\n\n${drawCurve(seconds)}\n`)
  judge(title, `${result.tokens} of ${JOBS} jobs got a token`, result.tokens >= JOBS)
  console.log(
    `  the last after ${(result.milliseconds / 1000).toFixed(1)} s ${countReasons(result.failures)}`,
  )
  judge(
    title,
    `${perToken.toFixed(2)} requests a token; at most ${MOST_REQUESTS_PER_TOKEN}`,
    perToken <= MOST_REQUESTS_PER_TOKEN,
  )
  judge(title, `${most} retries in the worst second; at most ${MOST_PER_SECOND}`, most <= MOST_PER_SECOND)
}

async function unlimited(fleet: Fleet): Promise<void> {
  const title = 'Without a limit, all at once'
  console.log(`\n## ${title}\n`)
  console.log('| jobs | seconds | processor time a token | peak memory a job | memory kept a token |')
  console.log('| ---: | ------: | ---------------------: | ----------------: | ------------------: |')
  const results: { jobs: number; result: WaveResult }[] = []
  for (const jobs of SIZES) {
    const { result } = await fleet.run({ jobs, within: 0 })
    results.push({ jobs, result })
    const cells = [
      String(jobs).padStart(4),
      (result.milliseconds / 1000).toFixed(2).padStart(7),
      `${(result.cpu / jobs).toFixed(2)} ms`.padStart(22),
      `${Math.round(result.peakMemory / jobs / 1024)} KiB`.padStart(17),
      `${(result.retained / jobs / 1024).toFixed(1)} KiB`.padStart(19),
    ]
    console.log(`| ${cells.join(' | ')} |`)
    if (result.tokens < jobs)
      missed.push(`${title}: ${result.tokens} of ${jobs} jobs got a token ${countReasons(result.failures)}`)
  }
  console.log()
  const [fewer, most] = results.slice(-2)
  if (!fewer || !most) return
  for (const [what, of] of [
    ['processor time', ({ cpu }: WaveResult) => cpu],
    ['memory kept', ({ retained }: WaveResult) => retained],
  ] as const) {
    const growth = of(most.result) / most.jobs / (of(fewer.result) / fewer.jobs)
    const text = `${what} a token among ${most.jobs} jobs is ${growth.toFixed(2)} × that among ${fewer.jobs}; at most ${MOST_GROWTH}`
    judge(title, text, growth <= MOST_GROWTH)
  }
}

function judge(title: string, text: string, met: boolean): void {
  console.log(`- ${text}: ${met ? 'met' : 'missed'}`)
  if (!met) missed.push(`${title}: ${text}`)
}

function countReasons(reasons: string[]): string {
  const counts = Map.groupBy(reasons, (reason) => reason)
  return [...counts].map(([reason, { length }]) => `(${length} × ${reason})`).join(' ')
}
