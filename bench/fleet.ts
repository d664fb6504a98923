import { countPerSecond, drawCurve } from './fleet/curve.ts'
import { type Fleet, startFleet } from './fleet/fleet.ts'
import { playModel } from './fleet/model.ts'
import type { Arrival, WaveResult } from './fleet/protocol.ts'

/*
 * What happens when a large matrix starts: its jobs ask for tokens all at once, and Entra throttles them. And whether
 * a token costs more among many. Exit code 1 when a goal is missed.
 *
 *     npm run bench:fleet
 */
const JOBS = 500
/** Milliseconds within which they start. */
const START = 1000
/** Token requests that are answered in a second. */
const LIMIT = 50
/** Seconds; the default of the input. */
const TIMEOUT = 60
const MAX_REQUESTS_PER_TOKEN = 2.5
const MAX_RETRIES_PER_SECOND = 120
const SIZES = [1, 10, 100, 1000]
/** How much dearer a token may be among the most jobs than among a tenth of them; what is measured varies so much. */
const MAX_GROWTH = 1.5

const missed: string[] = []

console.log(`${JOBS} jobs start within ${START / 1000} s, and the login host answers ${LIMIT} token requests a second.

A model in virtual time plays the jobs' own retries without a network: nothing but their waits spreads them out.
Then all jobs run against the emulator over HTTPS, in one process, since ${JOBS} processes don't fit on one machine: each
has a way out, a host and an MSAL client of its own, and an OIDC token that was minted before. A busy machine sends them
more slowly than a matrix would, so that its curve is flatter.`)
for (const retryAfter of ['1', undefined]) {
  const limit = { perSecond: LIMIT, ...(retryAfter && { retryAfter }) }
  const { arrivals, tokens } = await playModel({ jobs: JOBS, within: START, timeout: TIMEOUT, limit })
  judgeCurve(
    `Model, 429 with ${retryAfter ? `Retry-After: ${retryAfter}` : 'no Retry-After'}`,
    arrivals,
    tokens,
  )
}
{
  await using fleet = await startFleet()
  for (const retryAfter of ['1', undefined]) {
    const limit = { perSecond: LIMIT, ...(retryAfter && { retryAfter }) }
    const { arrivals, result } = await fleet.run({ jobs: JOBS, within: START, limit })
    judgeCurve(
      `HTTPS, 429 with ${retryAfter ? `Retry-After: ${retryAfter}` : 'no Retry-After'}`,
      arrivals,
      result.tokens,
    )
    for (const reason of countReasons(result.failures)) console.log(`- ${reason}`)
  }
  await measureSizes(fleet)
}

if (missed.length > 0) {
  console.log(`\nMissed:\n${missed.map((goal) => `- ${goal}`).join('\n')}`)
  process.exitCode = 1
} else console.log('\nAll goals are met.')

function judgeCurve(title: string, arrivals: Arrival[], tokens: number): void {
  const seconds = countPerSecond(arrivals)
  console.log(`\n## ${title}\n\n${drawCurve(seconds)}\n`)
  judge(title, `${tokens} of ${JOBS} jobs got a token within their ${TIMEOUT} s`, tokens === JOBS)
  const perToken = arrivals.length / Math.max(1, tokens)
  judge(
    title,
    `${perToken.toFixed(2)} requests a token, at most ${MAX_REQUESTS_PER_TOKEN}`,
    perToken <= MAX_REQUESTS_PER_TOKEN,
  )
  // First tries belong to the first second, however late a busy machine sends them.
  const most = Math.max(0, ...seconds.map(({ retries }) => retries))
  judge(
    title,
    `${most} retries in the worst second, at most ${MAX_RETRIES_PER_SECOND}`,
    most <= MAX_RETRIES_PER_SECOND,
  )
}

async function measureSizes(fleet: Fleet): Promise<void> {
  const title = 'Without a limit, all jobs at once'
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
  }
  console.log()
  for (const { jobs, result } of results) {
    const reasons = countReasons(result.failures).map((reason) => ` (${reason})`)
    judge(title, `${result.tokens} of ${jobs} jobs got a token${reasons.join('')}`, result.tokens === jobs)
  }
  const [fewer, most] = results.slice(-2)
  if (!fewer || !most) return
  for (const [what, of] of [
    ['processor time', ({ cpu }: WaveResult) => cpu],
    ['memory kept', ({ retained }: WaveResult) => retained],
  ] as const) {
    const growth = of(most.result) / most.jobs / (of(fewer.result) / fewer.jobs)
    judge(
      title,
      `${what} a token among ${most.jobs} jobs is ${growth.toFixed(2)} × that among ${fewer.jobs}, at most ${MAX_GROWTH}`,
      growth <= MAX_GROWTH,
    )
  }
}

function judge(title: string, text: string, met: boolean): void {
  console.log(`- ${text}: ${met ? 'met' : 'missed'}`)
  if (!met) missed.push(`${title}: ${text}`)
}

function countReasons(reasons: string[]): string[] {
  return [...Map.groupBy(reasons, (reason) => reason)].map(([reason, { length }]) => `${length} × ${reason}`)
}
