import { join } from 'node:path'
import { inputVariable, readManifest } from '../test/runner/action-manifest.ts'
import { actionDirectory } from '../test/scenario.ts'
import type { Place } from './stage.ts'
import type { Command } from './step.ts'

/** One way to a token, as a process of its own. */
export interface Contestant {
  name: string
  script: string
  /** What its step gives it, beside the variables of the job. */
  env(place: Place): Record<string, string>
}

/** The names of the rows that others are compared with. */
export const FLOOR = 'bare `node:https` (the floor)'
export const FETCH = 'bare `fetch`'
export const ACTION = 'this action'
export const AZURE_IDENTITY = '`@azure/identity`, bundled'
export const AZURE_CLI = '`az login` and `az account get-access-token`'

/** All that run on Node, the floor first. */
export function contestants({ azureIdentity }: { azureIdentity: string }): Contestant[] {
  const { main } = readManifest(actionDirectory)
  const scripts = join(import.meta.dirname, 'contestants')
  return [
    { name: FLOOR, script: join(scripts, 'floor.mjs'), env: plainVariables },
    { name: FETCH, script: join(scripts, 'fetch.mjs'), env: plainVariables },
    { name: ACTION, script: join(actionDirectory, main), env: inputVariables },
    { name: AZURE_IDENTITY, script: azureIdentity, env: plainVariables },
  ]
}

/** The command that starts a contestant, with something preloaded if that is given. */
export function commandOf(
  { script, env }: Contestant,
  place: Place,
  probe?: { preload: string; file: string },
): Command {
  return {
    file: process.execPath,
    arguments: [...(probe ? ['--import', probe.preload] : []), script],
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

/** INPUT_*, the defaults of action.yml among them, as the runner gives them. */
export function inputVariables({ loginOrigin, tenantId, clientId }: Place): Record<string, string> {
  const { inputs } = readManifest(actionDirectory)
  const given: Record<string, string> = {
    'tenant-id': tenantId,
    'client-id': clientId,
    'authority-host': loginOrigin,
  }
  return Object.fromEntries(
    [...inputs].map(([name, input]) => [inputVariable(name), given[name] ?? input.default ?? '']),
  )
}
