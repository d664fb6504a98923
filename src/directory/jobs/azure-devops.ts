import type { Step } from '../../plan/step.ts'
import { credentialName, type Trusts } from './trusts.ts'

interface AzureDevOpsJobs {
  organisation: string
  project: string
  connection: string
}

/** Of Azure DevOps, the same in every tenant. */
export const AZURE_DEVOPS = '499b84ac-1321-427f-aa17-267ca6975798'

/**
 * Jobs that name a service connection, whose issuer and subject only Azure DevOps knows: older connections have its own
 * issuer, newer ones Entra's.
 * https://learn.microsoft.com/azure/devops/pipelines/release/configure-workload-identity
 */
export function azureDevOpsTrusts({ organisation, project, connection }: AzureDevOpsJobs): Trusts {
  return {
    given: {
      ...{ organisation: encodeURIComponent(organisation), project: encodeURIComponent(project) },
      ...{ connection, connectionInUrl: encodeURIComponent(connection) },
      credential0: credentialName([organisation, project, connection]),
    },
    derived: {},
    lookUps: [connectionStep()],
    trusts: [
      {
        ...{
          id: '1',
          whom: `jobs that use the service connection ${connection}`,
          issuer: 'connectionIssuer',
        },
        ...{ subject: 'connectionSubject', name: 'credential0' },
      },
    ],
  }
}

/** https://learn.microsoft.com/rest/api/azure/devops/serviceendpoint/endpoints/get-service-endpoints-by-names */
function connectionStep(): Step {
  return {
    id: 'service-connection',
    purpose: 'Looks up issuer and subject of the service connection.',
    needs: 'whoever may see the service connection',
    service: 'azure-devops',
    search: {
      url: 'https://dev.azure.com/{organisation}/{project}/_apis/serviceendpoint/endpoints?endpointNames={connectionInUrl}&api-version=7.1',
      where: { name: '{connection}' },
    },
    learns: {
      connectionIssuer: 'authorization.parameters.workloadIdentityFederationIssuer',
      connectionSubject: 'authorization.parameters.workloadIdentityFederationSubject',
    },
    isOptional: true,
    portal: [
      'Azure DevOps: Project settings › Service connections › New service connection › Azure Resource Manager › App registration or managed identity (manual), credential Workload identity federation.',
      'Name it {connection}, and note the issuer and the subject that the page shows; fill in the client ID and the tenant ID, and choose Keep as draft until the app trusts them, then Finish setup.',
    ],
  }
}
