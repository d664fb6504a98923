import { median, percentile } from '../statistics.ts'
import type { Question } from './left-behind.ts'
import { type Answers, type Clients, type Load, startClients } from './load.ts'
import { CLOSING, KEEPING, ONE_CLIENT } from './names.ts'
import type { LoadRow } from './results.ts'

const CLIENTS = 8
/** Of each load, in a round. */
const QUESTIONS = 800
/** Rounds before, in which V8 compiles what is hot. */
const WARM_UP = 3

const loads: ReadonlyMap<string, Omit<Load, keyof Question>> = new Map([
  [ONE_CLIENT, { clients: 1, keepAlive: true, questions: QUESTIONS }],
  [KEEPING, { clients: CLIENTS, keepAlive: true, questions: QUESTIONS }],
  [CLOSING, { clients: CLIENTS, keepAlive: false, questions: QUESTIONS }],
])

/** Puts every load on both servers in each round, one after the other. */
export async function measureLoads(
  rounds: number,
  { endpoint, bare }: { endpoint: Question; bare: Question },
): Promise<LoadRow[]> {
  await using clients = startClients()
  const measured = [...loads].map(([name, load]) => ({
    name,
    load,
    endpoint: [] as Answers[],
    bare: [] as Answers[],
  }))
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const each of measured) {
      const answers = await askBoth(clients, each.load, { endpoint, bare })
      if (round < 0) continue
      each.endpoint.push(answers.endpoint)
      each.bare.push(answers.bare)
    }
  }
  return measured.map(({ name, ...of }) => {
    const times = of.endpoint.flatMap((answers) => answers.times)
    const perSecond = median(of.endpoint.map(rate))
    return {
      name,
      median: median(times),
      p99: percentile(times, 99),
      perSecond,
      toBare: perSecond / median(of.bare.map(rate)),
    }
  })
}

async function askBoth(
  clients: Clients,
  load: Omit<Load, keyof Question>,
  { endpoint, bare }: { endpoint: Question; bare: Question },
) {
  return {
    endpoint: await clients.ask({ ...load, ...endpoint }),
    bare: await clients.ask({ ...load, ...bare }),
  }
}

const rate = ({ times, together }: Answers) => (times.length / together) * 1000
