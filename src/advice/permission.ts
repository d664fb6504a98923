import type { Fix } from '../failure/failure.ts'
import { type Cloud, publicCloud } from '../values/clouds.ts'
import type { Situation } from './remedy.ts'
import { quoteJson } from './shell.ts'

/**
 * Permissions that an app uses for a user (`Scope`), or that it has itself (`Role`), as `az` calls the two.
 */
type Kind = 'Scope' | 'Role'

/** @param permissions ID of one, or a command that gives it */
export function addPermission({ clientId }: Situation, api: string, permission: string, kind: Kind): string {
  return `az ad app permission add --id ${clientId || 'CLIENT_ID'} --api ${api} --api-permissions ${permission}=${kind}`
}

/** Where the ID of the permission must be looked up first. */
export function choosePermission(situation: Situation, api: string, kind: Kind): Fix[] {
  const list = kind === 'Role' ? 'appRoles' : 'oauth2PermissionScopes'
  return [
    {
      text: `See the ${kind === 'Role' ? 'application' : 'delegated'} permissions that the API has:`,
      command: `az ad sp show --id ${api} --query "${list}[].{name:value, id:id}" --output table`,
    },
    ...(situation.credential.signsIn === 'machine'
      ? giveIdentity(situation, api)
      : [
          withConsent(situation, {
            text: 'Then add the one that is needed to the app, with its ID in the place of PERMISSION_ID',
            command: addPermission(situation, api, 'PERMISSION_ID', kind),
          }),
        ]),
  ]
}

/**
 * A managed identity has no app registration that could ask for permissions, so it is given the role of the
 * API itself
 * (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-assign-app-role-managed-identity).
 */
function giveIdentity({ clientId, cloud }: Situation, api: string): Fix[] {
  const assignment = { principalId: 'PRINCIPAL_ID', resourceId: 'RESOURCE_ID', appRoleId: 'PERMISSION_ID' }
  return [
    {
      ...showObjectIds(clientId, api),
      text: "Give it to the identity, which no page of the portal can. First show the object IDs of two service principals, the identity's (PRINCIPAL_ID) and the API's (RESOURCE_ID):",
    },
    assignAppRole(cloud, {
      text: 'Then put them in here, and the ID of the permission in the place of PERMISSION_ID',
      assignment,
    }),
  ]
}

export function showObjectIds(clientId: string, api: string): Pick<Fix, 'command'> {
  const ids = [clientId || 'CLIENT_ID', api]
  return { command: ids.map((id) => `az ad sp show --id ${id} --query id --output tsv`).join('\n') }
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments */
export function assignAppRole(cloud: Cloud, { text, assignment }: { text: string; assignment: object }): Fix {
  const path = '/v1.0/servicePrincipals/PRINCIPAL_ID/appRoleAssignments'
  if (!cloud.graphUrl) {
    return {
      text: `${text}, in a POST to ${path} of the Microsoft Graph of cloud ${cloud.name}, whose address is not published: ${JSON.stringify(assignment)}`,
    }
  }
  // az knows only the public Graph by its address.
  return {
    text: `${text}:`,
    command: `echo ${quoteJson(assignment)} | az rest --method post --resource ${cloud.graphUrl} --url "${cloud.graphUrl}${path}" --headers Content-Type=application/json --body '@-'`,
  }
}

/** A permission takes effect once an administrator consents. az can consent in the public cloud only. */
export function withConsent({ clientId, cloud }: Situation, add: Required<Omit<Fix, 'shell'>>): Fix {
  const app = clientId || 'CLIENT_ID'
  return cloud.azCloud === publicCloud.azCloud
    ? {
        text: `${add.text}, and let an administrator consent to the app's permissions:`,
        command: `${add.command}\naz ad app permission admin-consent --id ${app}`,
      }
    : {
        text: `${add.text}, for which an administrator must then consent (Entra admin center › App registrations › ${app} › API permissions › Grant admin consent):`,
        command: add.command,
      }
}
