import type { HttpClient } from '../../http/client.ts'
import { quoted } from '../../inputs/quoted.ts'
import type { Obstacle } from '../../ports/host.ts'
import type { Log } from '../../ports/log.ts'
import { findGuid, isGuid } from '../../values/guid.ts'
import { ConnectionIdentity } from '../azure-pipelines/job-identity.ts'
import { isMacro, MACRO } from '../azure-pipelines/macro.ts'
import type { Source } from './inputs.ts'
import { serviceConnectionId } from './options.ts'
import { SYSTEM_ACCESS_TOKEN } from './variables.ts'

/** What a script of a job gets OIDC tokens with. */
export interface ScriptOptions {
  env: NodeJS.ProcessEnv
  /** The ID of the service connection, if one was named. */
  connection: Source | undefined
  http: HttpClient
  log: Log
}

/** The OIDC tokens of a service connection, for a script of a job that names it. */
export function scriptIdentity({ env, connection, http, log }: ScriptOptions): ConnectionIdentity {
  const option = `--${serviceConnectionId.name}`
  const mapping = `env: ${SYSTEM_ACCESS_TOKEN}: $(System.AccessToken)`
  const accessToken = env[SYSTEM_ACCESS_TOKEN]?.trim() ?? ''
  return new ConnectionIdentity({
    ...{ env, http, log, accessToken: isMacro(accessToken) ? '' : accessToken },
    connection: connection && { id: connection.value.trim(), parameter: () => '' },
    words: {
      input: connection?.called ?? option,
      noConnection: `federated needs a service connection in Azure Pipelines: run this in the script of AzureCLI@2 with azureSubscription, or give ${option} the connection's ID, a GUID, which the address of its page ends in (resourceId=…).`,
      noAccessToken: `federated needs the access token of the job of Azure Pipelines, which a script has only if its step maps it: ${mapping}.${isMacro(accessToken) ? ` ${SYSTEM_ACCESS_TOKEN} holds the text ${accessToken}, which is the name of no variable.` : ''}`,
      reference:
        'Run this in the script of AzureCLI@2 with azureSubscription, or let another task of the same stage name the connection.',
      accessToken: `See that the step maps the job's own token and no other: ${mapping}`,
    },
  })
}

/** What is wrong with the ID of a connection. */
export function connectionObstacles(connection: Source | undefined): Obstacle[] {
  const id = connection?.value.trim()
  if (!connection || !id || isGuid(id)) return []
  const guid = findGuid(id)
  const came = `came ${quoted(id, { fits: /[0-9a-f-]/i, harmless: MACRO })}`
  const meant = guid ? `Did you mean "${guid}"?` : 'The address of its page ends in it (resourceId=…).'
  return [
    {
      input: connection.called,
      sentence: `${came}; allowed is the connection's ID, a GUID, and not its name. ${meant}`,
    },
  ]
}
