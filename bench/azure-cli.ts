import { execFileSync, spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { python } from '../test/clients/tools.ts'
import type { Place } from './stage.ts'
import type { Command } from './step.ts'

/** The Azure CLI, set up for a cloud that consists of the emulator. */
export interface AzureCli {
  version: string
  /** Signs in, and asks for a token. */
  command: Command
  /** Asks for one where it has signed in already, and has one. */
  askAgain(): Command
}

/** How a job gets its OIDC token: a script that leaves it in `assertion`, and what it reads. */
export interface JobToken {
  script: string
  env: Record<string, string>
}

/* curl brings the OIDC token, because az has no command for that, and costs less than Node would. */
const gitHubToken = ({ job: env }: Place): JobToken => ({
  script: `answer=$(curl --silent --fail --cacert "$REQUESTS_CA_BUNDLE" --header "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\
  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api%3A%2F%2FAzureADTokenExchange")
assertion=\${answer##*'"value":"'}`,
  env,
})

const signIn = (script: string) => `
set -euo pipefail
${script}
az login --service-principal --tenant "$TENANT_ID" --username "$CLIENT_ID" --federated-token "\${assertion%%'"'*}" --output none
`
const ASK =
  'az account get-access-token --scope https://api.powerplatform.com/.default --query accessToken --output tsv'

/* As a step of a job does both. A job's az has signed in nowhere yet, but knows its commands and the cloud. */
const script = (jobToken: string) => `
export AZURE_CONFIG_DIR=$HOME/azure
cp -r "$AZURE_TEMPLATE" "$AZURE_CONFIG_DIR"
${signIn(jobToken)}
token=$(${ASK})
echo "access-token=$token" >> "$GITHUB_OUTPUT"
`

/** Undefined where no az is installed. */
export function prepareAzureCli(
  place: Place,
  directory: string,
  jobToken = gitHubToken(place),
): AzureCli | undefined {
  const env = { ...process.env, ...settings(place, directory) }
  if (spawnSync('az', ['--help'], { env }).error) return undefined
  const az = (...args: string[]) => execFileSync('az', args, { env, encoding: 'utf8', stdio: 'pipe' })
  az(
    ...['cloud', 'register', '--name', 'Bench', '--skip-endpoint-discovery'],
    ...['--endpoint-resource-manager', place.resourceManagerOrigin],
    ...['--endpoint-active-directory', place.loginOrigin],
    ...['--endpoint-active-directory-resource-id', 'https://management.azure.com/'],
    ...['--endpoint-active-directory-graph-resource-id', 'https://graph.windows.net/'],
  )
  az('cloud', 'set', '--name', 'Bench')
  const version = JSON.parse(az('version', '--output', 'json'))['azure-cli']
  const given = {
    ...settings(place, directory),
    ...jobToken.env,
    ...{ AZURE_TEMPLATE: configuration(directory), TENANT_ID: place.tenantId, CLIENT_ID: place.clientId },
  }
  return {
    version,
    command: { file: 'bash', arguments: ['-c', script(jobToken.script)], env: given },
    askAgain() {
      execFileSync('bash', ['-c', `${signIn(jobToken.script)}\n${ASK}`], {
        env: { ...env, ...given },
        stdio: 'pipe',
      })
      const [file = '', ...words] = ASK.split(' ')
      return { file, arguments: words, env: settings(place, directory) }
    },
  }
}

/** The one of PATH, else that of the tests' clients. Its own folder, no telemetry, no look for updates, and a proxy that isn't there for all but loopback. */
function settings(place: Place, directory: string): Record<string, string> {
  return {
    PATH: [process.env.PATH, dirname(python.program('az'))].join(delimiter),
    AZURE_CONFIG_DIR: configuration(directory),
    AZURE_CORE_INSTANCE_DISCOVERY: 'false',
    AZURE_CORE_COLLECT_TELEMETRY: 'false',
    AZURE_CORE_NO_COLOR: 'true',
    AZURE_AUTO_UPGRADE_ENABLE: 'false',
    AZURE_EXTENSION_USE_DYNAMIC_INSTALL: 'no',
    REQUESTS_CA_BUNDLE: place.caPath,
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: 'localhost,127.0.0.1',
  }
}

const configuration = (directory: string) => join(directory, 'azure')
