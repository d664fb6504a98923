import { type Cloud, publicCloud } from '../../clouds.ts'
import type { Fix } from '../../failure.ts'
import { getResource } from '../../resources.ts'
import { quoteJson } from '../../shell.ts'
import type { Situation } from './remedy.ts'

/** Permissions that an app uses for a user (`Scope`), or that it has itself (`Role`), as `az` calls the two. */
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
    ...(situation.credential === 'managed-identity'
      ? [giveIdentity(situation)]
      : addToApp(situation, api, kind)),
  ]
}

function addToApp(situation: Situation, api: string, kind: Kind): Fix[] {
  return [
    {
      text: 'Add the one that is needed to the app, with its ID in the place of PERMISSION_ID:',
      command: addPermission(situation, api, 'PERMISSION_ID', kind),
    },
    consent(situation),
  ]
}

/** A managed identity has no app registration that could ask for permissions, so it is given the role of the API itself. */
function giveIdentity({ cloud }: Situation): Fix {
  const assignment = { principalId: 'PRINCIPAL_ID', resourceId: 'RESOURCE_ID', appRoleId: 'PERMISSION_ID' }
  const command = assignAppRole(cloud, assignment)
  return {
    text: "Give it to the identity through Microsoft Graph (no page of the portal does): PRINCIPAL_ID is the identity's object ID, RESOURCE_ID the object ID of the API's enterprise application:",
    ...(command && { command }),
  }
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments; undefined in clouds whose Graph has no published address. */
export function assignAppRole(cloud: Cloud, assignment: object): string | undefined {
  const graph = getResource('Microsoft Graph').identifiers[cloud.name]
  // az knows only the public Graph by its address.
  return (
    graph &&
    `echo ${quoteJson(assignment)} | az rest --method post --resource ${graph} --url "${graph}/v1.0/servicePrincipals/PRINCIPAL_ID/appRoleAssignments" --headers Content-Type=application/json --body '@-'`
  )
}

/** az can consent in the public cloud only. */
export function consent({ clientId, cloud }: Situation): Fix {
  return cloud.azCloud === publicCloud.azCloud
    ? {
        text: "Let an administrator consent to the app's permissions:",
        command: `az ad app permission admin-consent --id ${clientId || 'CLIENT_ID'}`,
      }
    : {
        text: `Let an administrator consent: Entra admin center › App registrations › ${clientId || 'the app'} › API permissions › Grant admin consent.`,
      }
}
