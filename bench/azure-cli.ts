import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Place } from './stage.ts'
import type { Command } from './step.ts'

/** The Azure CLI, set up for a cloud that consists of the emulator. */
export interface AzureCli {
  version: string
  command: Command
}

/*
 * As a workflow step signs in with it. curl brings the OIDC token, because az has no command for that, and costs less
 * than Node would. A job's az has signed in nowhere yet, but knows its commands and the cloud.
 */
const SCRIPT = `
set -euo pipefail
export AZURE_CONFIG_DIR=$HOME/azure
cp -r "$AZURE_TEMPLATE" "$AZURE_CONFIG_DIR"
answer=$(curl --silent --fail --cacert "$REQUESTS_CA_BUNDLE" --header "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\
  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api%3A%2F%2FAzureADTokenExchange")
assertion=\${answer##*'"value":"'}
az login --service-principal --tenant "$TENANT_ID" --username "$CLIENT_ID" --federated-token "\${assertion%%'"'*}" --output none
token=$(az account get-access-token --scope https://api.powerplatform.com/.default --query accessToken --output tsv)
echo "access-token=$token" >> "$GITHUB_OUTPUT"
`

/** Undefined where no az is installed. */
export function prepareAzureCli(place: Place, directory: string): AzureCli | undefined {
  if (spawnSync('az', ['--help'], { env: { ...process.env, ...settings(place, directory) } }).error)
    return undefined
  const env = { ...process.env, ...settings(place, directory) }
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
  return {
    version,
    command: {
      file: 'bash',
      arguments: ['-c', SCRIPT],
      env: {
        ...settings(place, directory),
        ...place.job,
        AZURE_TEMPLATE: configuration(directory),
        TENANT_ID: place.tenantId,
        CLIENT_ID: place.clientId,
      },
    },
  }
}

/** Its own folder, no telemetry, no look for updates, and a proxy that isn't there for all but loopback. */
function settings(place: Place, directory: string): Record<string, string> {
  return {
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
