import { parseArgs } from 'node:util'
import { credentials } from './credentials.ts'
import { type Failure, failures } from './failures.ts'
import type { Play } from './play.ts'

export interface CommandLine {
  play: Play
  failure: Failure | undefined
  /** Three hours of a job instead. */
  isLong?: true
}

const list = (names: string[]) => names.join(', ')

export const usage = `Usage: npm run demo -- [--credential NAME] [--fail WHAT]
       npm run demo -- --long-job

Plays a step with this action on your machine, against an Entra and a Power Platform API that it starts there.

  --credential NAME   ${list(Object.keys(credentials))}; federated unless said
  --fail WHAT         lets it fail:
${Object.entries(failures)
  .map(
    ([name, { is, credentials }]) =>
      `    ${name.padEnd(16)}  ${is}\n${' '.repeat(22)}with ${list(credentials)}`,
  )
  .join('\n')}
  --long-job          plays three hours with an identity endpoint, in seconds
  -h, --help          shows this`

/** What to play, or nothing where help is asked for. @throws with a sentence for whoever typed it */
export function readCommandLine(args: string[]): CommandLine | undefined {
  const { values, tokens } = parseArgs({
    args,
    tokens: true,
    options: {
      credential: { type: 'string' },
      fail: { type: 'string' },
      'long-job': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return undefined

  const names = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []))
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated) throw new Error(`--${repeated} was given more than once.`)

  const isLong = values['long-job'] === true
  if (isLong && names.length > 1) throw new Error('--long-job stands alone.')

  const failure = values.fail === undefined ? undefined : oneOf('--fail', values.fail, failures)
  const credential = values.credential ?? failure?.credentials[0] ?? 'federated'
  const play = oneOf('--credential', credential, credentials)
  if (failure && !failure.credentials.includes(credential))
    throw new Error(
      `--fail ${values.fail} goes with --credential ${list(failure.credentials)}, and not with ${credential}.`,
    )
  return { play, failure, ...(isLong && { isLong }) }
}

function oneOf<T>(option: string, name: string, table: Record<string, T>): T {
  const found = Object.entries(table).find(([each]) => each === name)
  if (found) return found[1]
  throw new Error(`${option} "${name}" is not valid; expected ${list(Object.keys(table))}.`)
}
