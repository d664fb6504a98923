import { join } from 'node:path'
import { nodes } from '../../test/nodes.ts'
import { actionDirectory } from '../../test/scenario.ts'
import type { JobToken } from '../azure-cli.ts'
import type { Place } from '../stage.ts'
import type { Command } from '../step.ts'
import { environmentOf } from './task-environment.ts'

/** The names of the rows, on one Node. */
const floorOn = (node: string) => `bare \`node:https\`, Node ${node} (the floor)`
export const taskOn = (node: string) => `this task, Node ${node}`
export const AZ = '`az login` and `az account get-access-token`'

/** The versions of Node that are compared, this one first; of the agent's two, those at hand. */
export const majors = nodes.map(({ version }) => version.split('.')[0] ?? '')

/** The floor that a row stands beside: that of its Node, or the first one's. */
export function floorOf(name: string): string {
  const [first = ''] = majors
  return floorOn(majors.find((node) => [floorOn, taskOn].some((nameOn) => nameOn(node) === name)) ?? first)
}

const LEAVES =
  /^##vso\[task\.setvariable variable=accessToken;isoutput=true;issecret=true;\][\w-]+\.[\w-]+\.[\w-]+$/m

/** The task and the floor, on each Node, as the agent starts them. */
export function pipelineContestants(place: Place, directory: string): Map<string, Command> {
  const env = {
    ...environmentOf(place, directory),
    ...{ TENANT_ID: place.tenantId, CLIENT_ID: place.clientId, NODE_EXTRA_CA_CERTS: place.caPath },
  }
  const scripts = [
    [floorOn, join(import.meta.dirname, '../contestants/pipeline-floor.mjs')],
    [taskOn, join(actionDirectory, 'dist/azure-pipelines.cjs')],
  ] as const
  return new Map(
    nodes.flatMap(({ version, path }) =>
      scripts.map(([nameOn, script]) => {
        const command = { file: path, arguments: [script], env, leaves: LEAVES }
        return [nameOn(version.split('.')[0] ?? ''), command] as const
      }),
    ),
  )
}

/** How a script of a task like AzureCLI gets the OIDC token of its connection. */
export function connectionToken({ pipeline }: Place): JobToken {
  const { variables, accessToken, connection } = pipeline
  const url = `${variables['system.oidcRequestUri']}?api-version=7.1&serviceConnectionId=${connection.id}`
  return {
    script: `answer=$(curl --silent --fail --cacert "$REQUESTS_CA_BUNDLE" --request POST --data '' --header "Authorization: Bearer $SYSTEM_ACCESSTOKEN" "$OIDC_TOKEN_URL")
assertion=\${answer##*'"oidcToken":"'}`,
    env: { SYSTEM_ACCESSTOKEN: accessToken, OIDC_TOKEN_URL: url },
  }
}
