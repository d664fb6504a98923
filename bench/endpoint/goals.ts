import type { Goal } from '../results.ts'
import {
  BARE_SERVER,
  CLOSING,
  COLD,
  HELP,
  KEEPING,
  ONE_CLIENT,
  PLAIN_STEP,
  SERVER,
  STEP,
  TOKEN,
} from './names.ts'
import type { EndpointResults } from './results.ts'

const ratio = (figure: number) => figure.toFixed(2)
const milliseconds = (figure: number) => `${figure.toFixed(2)} ms`
const rate = (figure: number) => `${Math.round(figure)} a second`
const mebibytes = (figure: number) => `${(figure / 1024).toFixed(1)} MiB`

/** What the identity endpoint promises of its cost. */
export function endpointGoals({ load, times, memory, crowd }: EndpointResults): Goal[] {
  const answers = (name: string) => load.find((row) => row.name === name)
  const time = (name: string) => times.find((row) => row.name === name)?.median ?? Number.NaN
  const idle = (name: string) => memory.find((row) => row.name === name)?.idle ?? Number.NaN
  return [
    {
      ...{ name: 'a cached answer, one client', figure: answers(ONE_CLIENT)?.median ?? Number.NaN },
      ...{ is: 'below', bound: 1, exact: false, format: milliseconds },
    },
    ...[KEEPING, CLOSING].map(
      (name): Goal => ({
        ...{ name: `cached answers, ${name}`, figure: answers(name)?.perSecond ?? Number.NaN },
        ...{ is: 'at least', bound: 2000, exact: false, format: rate },
      }),
    ),
    {
      ...{
        name: 'a first answer to `token` after its start',
        figure: time(COLD) / (time(TOKEN) - time(HELP)),
      },
      ...{ is: 'at most', bound: 1, exact: false, format: ratio },
    },
    {
      ...{ name: 'the step to the plain one', figure: time(STEP) / time(PLAIN_STEP) },
      ...{ is: 'at most', bound: 1.6, exact: false, format: ratio },
    },
    {
      ...{ name: 'idle memory over that of a bare server', figure: idle(SERVER) - idle(BARE_SERVER) },
      ...{ is: 'at most', bound: 20 * 1024, exact: false, format: mebibytes },
    },
    {
      ...{ name: `requests to Entra for ${crowd.clients} clients at once`, figure: crowd.requests },
      ...{ is: 'at most', bound: 1, exact: true, format: String },
    },
  ]
}
