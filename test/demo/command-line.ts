import { parseArgs } from 'node:util'
import type { DemoHost } from './host.ts'
import { hosts } from './hosts.ts'

export interface CommandLine {
  host: DemoHost
  credential: string
  failure: string | undefined
  /** Three hours of a job instead. */
  isLong?: true
}

const hostNames = Object.keys(hosts) as (keyof typeof hosts)[]
const list = (names: readonly string[]) => names.join(', ')

export const usage = `Usage: npm run demo -- [--host NAME] [--credential NAME] [--fail WHAT]
       npm run demo -- --long-job

Plays a job on your machine, against an Entra and a Power Platform API that it starts there.

  --host NAME         ${list(hostNames)}; github unless said
  --credential NAME   ${list(hosts.github.credentials)}; federated unless said
  --fail WHAT         lets it fail:
${Object.entries(hosts).map(failuresOf).join('\n')}
  --long-job          plays three hours with an identity endpoint, in seconds
  -h, --help          shows this`

function failuresOf([host, { failures }]: [string, DemoHost]): string {
  const rows = Object.entries(failures).map(
    ([name, { is, credentials }]) =>
      `      ${name.padEnd(14)}  ${is}\n${' '.repeat(22)}with ${list(credentials)}`,
  )
  return [`    in ${host}:`, ...rows].join('\n')
}

/** What to play, or nothing where help is asked for. @throws with a sentence for whoever typed it */
export function readCommandLine(args: string[]): CommandLine | undefined {
  const { values, tokens } = parseArgs({
    args,
    tokens: true,
    options: {
      host: { type: 'string', default: 'github' },
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

  const host: DemoHost = hosts[oneOf('--host', values.host, hostNames)]
  const failure = values.fail === undefined ? undefined : oneOf('--fail', values.fail, failuresAnywhere)
  const able = failure === undefined ? host.credentials : host.failures[failure]?.credentials
  if (!able)
    throw new Error(
      `--fail ${failure} does not go with --host ${values.host}; expected ${list(Object.keys(host.failures))}.`,
    )
  const credential = oneOf('--credential', values.credential ?? able[0] ?? '', host.credentials)
  if (!able.includes(credential))
    throw new Error(`--fail ${failure} goes with --credential ${list(able)}, and not with ${credential}.`)
  return { host, credential, failure, ...(isLong && { isLong }) }
}

const failuresAnywhere = [...new Set(Object.values(hosts).flatMap(({ failures }) => Object.keys(failures)))]

function oneOf<Name extends string>(option: string, name: string, names: readonly Name[]): Name {
  const found = names.find((each) => each === name)
  if (found) return found
  throw new Error(`${option} "${name}" is not valid; expected ${list(names)}.`)
}
