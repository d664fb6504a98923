import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import type { StepLog } from './step-log.ts'

interface ManifestInput {
  default?: string
  deprecationMessage?: string
}

/** What the runner takes from an action.yml. */
export interface ActionManifest {
  main: string
  inputs: Map<string, ManifestInput>
}

/** Reads action.yml or action.yaml; refuses what this runner can't run on the Node that runs the tests. */
export function readManifest(directory: string): ActionManifest {
  const file = ['action.yml', 'action.yaml'].map((name) => path.join(directory, name)).find(existsSync)
  if (!file) throw new Error(`No action.yml in ${directory}`)
  // The failsafe schema keeps every scalar as the text that it is: INPUT_* are strings.
  const manifest = parse(readFileSync(file, 'utf8'), { schema: 'failsafe' }) ?? {}

  const { using, main } = manifest.runs ?? {}
  if (using !== 'node24') throw new Error(`runs.using is '${using}'; this runner runs node24 actions only`)
  if (!main) throw new Error('runs.main is missing')
  const major = process.versions.node.split('.')[0]
  if (using !== `node${major}`) {
    throw new Error(`${using} needs Node ${using.slice(4)}, but the tests run on ${process.versions.node}`)
  }

  const inputs = new Map<string, ManifestInput>(
    Object.entries(manifest.inputs ?? {}).map(([name, input]) => [name, (input || {}) as ManifestInput]),
  )
  for (const [name, input] of inputs) {
    if (input.default?.includes('${{')) throw new Error(`This runner has no expressions: default of ${name}`)
  }
  return { main, inputs }
}

/**
 * The step's inputs with the defaults behind them, in the runner's order, and its warnings about them
 * (src/Runner.Worker/ActionRunner.cs). `required` is never enforced; names ignore case.
 */
export function mergeInputs(
  manifest: ActionManifest,
  given: Record<string, string>,
  log: StepLog,
): Map<string, string> {
  const merged = new Map(Object.entries(given))
  const known = new Map([...manifest.inputs].map(([name, input]) => [name.toLowerCase(), input]))
  const givenNames = new Set(Object.keys(given).map((name) => name.toLowerCase()))

  for (const name of merged.keys()) {
    const message = known.get(name.toLowerCase())?.deprecationMessage
    if (message) log.warning(`Input '${name}' has been deprecated with message: ${message}`)
  }
  for (const [name, input] of manifest.inputs) {
    if (!givenNames.has(name.toLowerCase())) merged.set(name, input.default ?? '')
  }
  const unexpected = Object.keys(given).filter((name) => !known.has(name.toLowerCase()))
  if (unexpected.length > 0) {
    const valid = [...manifest.inputs.keys()].join("', '")
    log.warning(`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`)
  }
  return merged
}

/** The environment variable of an input: spaces become underscores, hyphens stay (Handler.cs). */
export const inputVariable = (name: string) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
