import type { Step } from '../plan/step.ts'
import type { Cloud } from '../values/clouds.ts'
import { APP_REGISTRATIONS, graphRequest, graphUrl } from './graph.ts'

const PATH = '/oauth2PermissionGrants'

/**
 * An administrator's consent to delegated permissions, for all users of the tenant.
 * @param permissions by name, as `EnvironmentManagement.Environments.Read`
 * https://learn.microsoft.com/graph/api/oauth2permissiongrant-post
 */
export function consentStep(cloud: Cloud, permissions: readonly string[]): Step {
  const scope = permissions.join(' ')
  return {
    id: 'consent',
    purpose: `Lets the app use ${permissions.join(', ')} for whoever signs in.`,
    needs: 'a Privileged Role Administrator, or a Cloud Application Administrator',
    service: 'graph',
    search: {
      url: graphUrl(cloud, `${PATH}?$filter=clientId eq '{principalId}'`),
      where: { resourceId: '{apiPrincipalId}', consentType: 'AllPrincipals' },
    },
    request: graphRequest(cloud, 'POST', PATH, {
      body: {
        clientId: '{principalId}',
        consentType: 'AllPrincipals',
        resourceId: '{apiPrincipalId}',
        scope,
      },
    }),
    update: {
      request: graphRequest(cloud, 'PATCH', `${PATH}/{grantId}`, {
        body: { scope: `{grantedScope} ${scope}` },
      }),
      isDone: ({ scope: granted }) => permissions.every((each) => String(granted).split(' ').includes(each)),
    },
    learns: { grantId: 'id', grantedScope: 'scope' },
    undo: graphRequest(cloud, 'DELETE', `${PATH}/{grantId}`),
    belongings: { url: graphUrl(cloud, `${PATH}?$filter=clientId eq '{principalId}'`), where: {} },
    portal: [
      `${APP_REGISTRATIONS} › {name} › API permissions › Add a permission › APIs my organization uses › Power Platform API › Delegated permissions.`,
      `Choose ${permissions.join(', ')}; Add permissions.`,
      'Grant admin consent, and confirm.',
    ],
  }
}
