import { publicCloud } from '../../clouds.ts'
import type { Fix } from '../../failure.ts'
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
    {
      text: 'Add the one that is needed to the app, with its ID in the place of PERMISSION_ID:',
      command: addPermission(situation, api, 'PERMISSION_ID', kind),
    },
    consent(situation),
  ]
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
