import type { Day } from '../../test/identity-endpoint/simulated-day.ts'
import { HOUR, jumps, MINUTE, spells } from '../../test/identity-endpoint/weather.ts'

const WIDTH = 960
const LEFT = 20
const RIGHT = 20
/** The curve of what clients ask. */
const CURVE = { top: 64, height: 70 }
/** One row a resource. */
const ROWS = { top: 158, height: 12 }

const bands = {
  oidc: 'GitHub issues no OIDC token',
  fault: 'Entra answers 503',
  busy: 'Entra answers 429',
  refused: 'Entra refuses one resource',
}

/** The day as a picture: when clients asked, and when the endpoint asked Entra, in the colours of the reader's page. */
export function drawDay({ hours, requests, asked, answers, least }: Day): string {
  const resources = 1 + Math.max(...requests.map(({ resource }) => resource))
  const bottom = ROWS.top + resources * ROWS.height
  const x = (time: number) => Math.round((LEFT + (time / (hours * HOUR)) * (WIDTH - LEFT - RIGHT)) * 10) / 10
  const rowOf = (resource: number) => ROWS.top + (resource + 0.5) * ROWS.height
  const texts: string[] = []
  const write = (left: number, top: number, text: string, more = '') =>
    texts.push(`<text x="${left}" y="${top}"${more}>${text}</text>`)
  write(
    LEFT,
    22,
    `Tokens that clients asked for, in ten minutes: ${answers.toLocaleString('en')} in all`,
    ' class="title"',
  )
  write(
    LEFT,
    ROWS.top - 10,
    `Requests to Entra, a row for each resource: ${requests.length}, where ${least} are the least`,
    ' class="title"',
  )
  for (let hour = 0; hour <= hours; hour += 3)
    write(x(hour * HOUR), bottom + 18, `${hour} h`, ' text-anchor="middle"')

  const most = Math.max(...asked)
  const heights = Array.from({ length: hours * 6 }, (_, slot) => CURVE.height * ((asked[slot] ?? 0) / most))
  const base = CURVE.top + CURVE.height
  const curve = heights.map((height, slot) => `V${(base - height).toFixed(1)}H${x((slot + 1) * 10 * MINUTE)}`)

  const weather = spells.map(({ kind, from, to, resource }) => {
    const [top, height] =
      resource === undefined
        ? [CURVE.top, bottom - CURVE.top]
        : [rowOf(resource) - ROWS.height / 2, ROWS.height]
    const width = Math.max(1.5, x(to) - x(from)).toFixed(1)
    return `<rect class="${kind}" x="${x(from)}" y="${top}" width="${width}" height="${height}"><title>${bands[kind]}</title></rect>`
  })
  const clock = jumps.map(({ at, set = 0, sleep }) => {
    const text = sleep
      ? `asleep ${sleep / MINUTE} min`
      : `clock ${set > 0 ? '+' : '−'}${Math.abs(set) / HOUR} h`
    write(x(at), CURVE.top - 10, text, ' text-anchor="middle"')
    return `<path class="jump" d="M${x(at)} ${CURVE.top - 6}V${bottom}"/>`
  })
  const marks = requests.map(({ at, resource, outcome }) => {
    const isToken = outcome === 'token'
    return `<circle class="${isToken ? 'token' : 'none'}" cx="${x(at)}" cy="${rowOf(resource)}" r="${isToken ? 3 : 2}"/>`
  })
  const legend = [['token', 'a token'], ['none', 'no token'], ...Object.entries(bands)].map(
    ([name = '', text = ''], index) => {
      const left = LEFT + ([0, 80, 170, 375, 525, 675][index] ?? 0)
      write(left + 14, bottom + 42, text)
      return index < 2
        ? `<circle class="${name}" cx="${left + 5}" cy="${bottom + 38}" r="${3.5 - index}"/>`
        : `<rect class="${name}" x="${left}" y="${bottom + 33}" width="10" height="10"/>`
    },
  )
  const failed = requests.filter(({ outcome }) => outcome !== 'token').length
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 56}" role="img" aria-labelledby="title text">
<title id="title">A day of the identity endpoint</title>
<desc id="text">${hours} hours in virtual time. Clients asked for ${answers.toLocaleString('en')} tokens of ${resources} resources. The endpoint made ${requests.length} requests to Entra, about one an hour for each resource, of which ${failed} gave no token; the least possible are ${least}. It went on through outages of GitHub's issuer and of Entra, through an hour in which a resource was refused, and when the machine's clock was set or stood still.</desc>
<style>
text { font: 12px system-ui, sans-serif; fill: #59636e } .title { font-weight: 600; fill: #1f2328 }
.curve { fill: #0969da; opacity: .35 } .token { fill: #0969da } .none { fill: none; stroke: #cf222e; stroke-width: 1.5 }
.oidc { fill: #9a6700; opacity: .25 } .fault { fill: #cf222e; opacity: .35 } .busy { fill: #8250df; opacity: .4 } .refused { fill: #cf222e; opacity: .15 }
.jump { fill: none; stroke: #59636e; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) {
text { fill: #9198a1 } .title { fill: #f0f6fc } .curve, .token { fill: #4493f8 } .none { stroke: #f85149 }
.oidc { fill: #d29922 } .fault, .refused { fill: #f85149 } .busy { fill: #ab7df8 } .jump { stroke: #9198a1 }
}
</style>
${[...weather, ...clock].join('\n')}
<path class="curve" d="M${x(0)} ${base}${curve.join('')}V${base}Z"/>
${[...marks, ...legend, ...texts].join('\n')}
</svg>
`
}
