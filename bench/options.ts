import { parseArgs } from 'node:util'

/** What every benchmark of whole processes takes. */
export interface Options {
  rounds: number
  json: boolean
  skipAz: boolean
  /** Fail when what doesn't depend on the machine, requests and bytes, is beyond its goal. */
  check: boolean
}

/** Reads the command line; ends the process where it makes no sense. @param rounds unless said */
export function readOptions({ rounds: usual }: { rounds: number }): Options {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: String(usual) },
      json: { type: 'boolean', default: false },
      'skip-az': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) {
    console.error(`--rounds ${values.rounds} is no whole number above 0.`)
    process.exit(2)
  }
  return { rounds, json: values.json, skipAz: values['skip-az'], check: values.check }
}
