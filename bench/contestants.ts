import { join } from 'node:path'
import { inputVariable, readManifest } from '../test/runner/action-manifest.ts'
import { actionDirectory } from '../test/scenario.ts'
import type { Place } from './stage.ts'
import type { Command } from './step.ts'

/** One way to a token, as a process of its own. */
export interface Contestant {
  name: string
  script: string
  arguments?(place: Place): string[]
  /** What its step gives it, beside the variables of the job. */
  env(place: Place): Record<string, string>
}

/** The names of the rows that others are compared with. */
export const FLOOR = 'bare `node:https` (the floor)'
export const FETCH = 'bare `fetch`'
export const ACTION = 'this action'
export const COMMAND_LINE = 'this command line, `token`'
export const AZURE_IDENTITY = '`@azure/identity`, bundled'
export const AZURE_CLI = '`az login` and `az account get-access-token`'

const commandLine = join(actionDirectory, 'dist/power-platform-token.cjs')

/** All that run on Node, the floor first. */
export function contestants({ azureIdentity }: { azureIdentity: string }): Contestant[] {
  const { main } = readManifest(actionDirectory)
  const scripts = join(import.meta.dirname, 'contestants')
  return [
    { name: FLOOR, script: join(scripts, 'floor.mjs'), env: plainVariables },
    { name: FETCH, script: join(scripts, 'fetch.mjs'), env: plainVariables },
    { name: ACTION, script: join(actionDirectory, main), env: inputVariables },
    { name: COMMAND_LINE, script: commandLine, arguments: tokenArguments, env: () => ({}) },
    { name: AZURE_IDENTITY, script: azureIdentity, env: plainVariables },
  ]
}

/** The rows that only start: an empty script, and the command line's help. */
export const BARE_NODE = 'bare Node'
export const HELP = 'this command line, `--help`'

export function starts(): Map<string, Command> {
  const start = (script: string, ...rest: string[]) => ({
    file: process.execPath,
    arguments: [script, ...rest],
    env: {},
  })
  return new Map([
    [BARE_NODE, { ...start(join(import.meta.dirname, 'contestants/empty.cjs')), leaves: /^$/ }],
    [HELP, { ...start(commandLine, '--help'), leaves: /^Commands:$/m }],
  ])
}

/** The command that starts a contestant, with something preloaded if that is given. */
export function commandOf(
  { script, arguments: given, env }: Contestant,
  place: Place,
  probe?: { preload: string; file: string },
): Command {
  return {
    file: process.execPath,
    arguments: [...(probe ? ['--import', probe.preload] : []), script, ...(given?.(place) ?? [])],
    env: {
      ...place.job,
      NODE_EXTRA_CA_CERTS: place.caPath,
      ...env(place),
      ...(probe && { PROBE: probe.file }),
    },
  }
}

function plainVariables({ loginOrigin, tenantId, clientId }: Place): Record<string, string> {
  return { AUTHORITY_HOST: loginOrigin, TENANT_ID: tenantId, CLIENT_ID: clientId }
}

/** The credential is the one that is found without being named: the job's OIDC token. */
function tokenArguments({ loginOrigin, tenantId, clientId }: Place): string[] {
  return ['token', '--tenant-id', tenantId, '--client-id', clientId, '--authority-host', loginOrigin]
}

export const inputVariables = (place: Place) => variablesOf(actionDirectory, place)

/** INPUT_*, the defaults of action.yml among them, as the runner gives them. */
export function variablesOf(
  directory: string,
  { loginOrigin, tenantId, clientId }: Place,
  more: Record<string, string> = {},
): Record<string, string> {
  const { inputs } = readManifest(directory)
  const given: Record<string, string> = {
    'tenant-id': tenantId,
    'client-id': clientId,
    'authority-host': loginOrigin,
    ...more,
  }
  return Object.fromEntries(
    [...inputs].map(([name, input]) => [inputVariable(name), given[name] ?? input.default ?? '']),
  )
}
