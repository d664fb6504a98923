import type { Fix } from '../failure/failure.ts'
import { POWER_PLATFORM_API } from '../values/clouds.ts'
import { apiOf } from './apis.ts'
import { isForUser } from './credential-traits.ts'
import { delegatedPermissions } from './delegated-permissions.ts'
import { addPermission, assignAppRole, choosePermission, showObjectIds, withConsent } from './permission.ts'
import type { Situation } from './remedy.ts'

/** The delegated permission that lists environments. */
const READ_ENVIRONMENTS = 'EnvironmentManagement.Environments.Read'
/** For principals that are assigned without a role of the API's (`appRoleId` on Microsoft's page). */
const NO_ROLE = '00000000-0000-0000-0000-000000000000'

/** Delegated permissions for a user's token; an app that signs in as itself has no use for them. */
export function allow(situation: Situation): Fix[] {
  const { name, appId, admit } = apiOf(situation)
  if (!isForUser(situation.credential)) return admit(situation)
  return name === 'Power Platform API' ? allowNamed(situation) : choosePermission(situation, appId, 'Scope')
}

/**
 * The permissions that Power Platform API named, else the one that lists environments; those without a known
 * ID are looked up.
 */
export function allowNamed(situation: Situation): Fix[] {
  const names = situation.permissions?.length ? situation.permissions : [READ_ENVIRONMENTS]
  return names.map((name, index) => {
    const lookUp = `az ad sp show --id ${POWER_PLATFORM_API} --query "oauth2PermissionScopes[?value=='${name}'].id" --output tsv`
    return withConsent(situation, {
      text: `${index === 0 ? 'Add' : 'Or add'} the delegated permission ${name} to the app`,
      command: addPermission(
        situation,
        POWER_PLATFORM_API,
        delegatedPermissions[name] ?? `"$(${lookUp})"`,
        'Scope',
      ),
    })
  })
}

/** For an API that admits only principals that are assigned to it. The portal can assign people and groups, but no app. */
export function assignToApi(situation: Situation): Fix[] {
  const { name, appId } = apiOf(situation)
  const { clientId, cloud } = situation
  const assignment = { principalId: 'PRINCIPAL_ID', resourceId: 'RESOURCE_ID', appRoleId: NO_ROLE }
  const ifRoles = `If the API has roles for apps (az ad sp show --id ${appId} --query appRoles), put the ID of one into appRoleId`
  return [
    {
      ...showObjectIds(clientId, appId),
      text: "Assign the app, which the portal's page Users and groups can't. First show the object IDs of two service principals, the app's (PRINCIPAL_ID) and the API's (RESOURCE_ID):",
    },
    assignAppRole(cloud, { text: `Then put them in here. ${ifRoles}`, assignment }),
    {
      text: `Or let ${name} not demand it of anybody:`,
      command: `az ad sp update --id ${appId} --set appRoleAssignmentRequired=false`,
    },
  ]
}
