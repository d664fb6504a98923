import type { HttpClient } from '../../http/client.ts'
import type { Log } from '../../ports/log.ts'
import { isGuid } from '../../values/guid.ts'
import { ConnectionIdentity } from '../azure-pipelines/job-identity.ts'
import { isMacro } from '../azure-pipelines/macro.ts'
import { serviceConnectionId } from './options.ts'

/** Set in each job of Azure Pipelines. */
const JOB = 'TF_BUILD'
/** Which a step has only if the pipeline maps it. */
export const SYSTEM_ACCESS_TOKEN = 'SYSTEM_ACCESSTOKEN'

/** By which AzureCLI@2 and AzurePowerShell@5 tell their scripts of the connection, by input. */
export const connectionVariables: Readonly<Record<string, string>> = {
  'tenant-id': 'AZURESUBSCRIPTION_TENANT_ID',
  'client-id': 'AZURESUBSCRIPTION_CLIENT_ID',
  [serviceConnectionId.name]: 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
}

export function isAzurePipelines(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env[JOB])
}

/** What a script of a job gets OIDC tokens with. */
export interface ScriptOptions {
  env: NodeJS.ProcessEnv
  /** Values of options, by name. */
  options: Readonly<Record<string, string>>
  http: HttpClient
  log: Log
}

/** The OIDC tokens of a service connection, for a script of a job that names it. */
export function scriptIdentity({ env, options, http, log }: ScriptOptions): ConnectionIdentity {
  const id = connectionIdOf(env, options)
  const given = env[SYSTEM_ACCESS_TOKEN] ?? ''
  const option = `--${serviceConnectionId.name}`
  return new ConnectionIdentity({
    ...{ env, http, log, accessToken: isMacro(given) ? '' : given },
    connection: isGuid(id) ? { id, parameter: () => '' } : undefined,
    words: {
      input: option,
      noConnection: `federated needs a service connection in Azure Pipelines: run this in the script of AzureCLI@2 with azureSubscription, or give ${option} the connection's ID, a GUID, which the address of its page ends in (resourceId=…).`,
      noAccessToken: isMacro(given)
        ? `${SYSTEM_ACCESS_TOKEN} holds the text ${given.trim()}, which is the name of no variable. It is $(System.AccessToken).`
        : `federated needs the access token of the job, which a script has only if its step maps it, below env: ${SYSTEM_ACCESS_TOKEN}: $(System.AccessToken)`,
      reference:
        'Run this in the script of AzureCLI@2 with azureSubscription, or let another task of the same stage name the connection.',
    },
  })
}

function connectionIdOf(env: NodeJS.ProcessEnv, options: Readonly<Record<string, string>>): string {
  const { name } = serviceConnectionId
  return (options[name] ?? env[connectionVariables[name] ?? ''] ?? '').trim()
}
