import type { Step } from '../plan/step.ts'
import type { Cloud } from '../values/clouds.ts'

const VERSION = 'api-version=2024-10-01'

interface RoleAssignment {
  /** As users write it. */
  role: string
  roleId: string
  /** Below the tenant, as `/environments/{id}`; empty for all of it. */
  below: string
}

/** What the app may do in Power Platform: a service principal has no permissions there but by a role. */
export function roleStep({ apiUrl }: Cloud, { role, roleId, below }: RoleAssignment): Step {
  const url = `${apiUrl}/authorization/roleAssignments`
  const scope = `/tenants/{tenantId}${below}`
  const assignment = {
    roleDefinitionId: roleId,
    principalObjectId: '{principalId}',
    scope,
  }
  return {
    id: 'role',
    purpose: `Gives it the Power Platform role ${role}.`,
    needs:
      'a Power Platform Administrator, or a Power Platform RBAC administrator, signed in by an app with the permission Authorization.RoleAssignments.Write',
    service: 'power-platform',
    search: { url: `${url}?${VERSION}`, where: assignment },
    request: {
      ...{ service: 'power-platform', method: 'POST', url: `${url}?${VERSION}` },
      body: { ...assignment, principalType: 'ApplicationUser' },
    },
    learns: { roleAssignmentId: 'roleAssignmentId' },
    undo: { service: 'power-platform', method: 'DELETE', url: `${url}/{roleAssignmentId}?${VERSION}` },
    belongings: { url: `${url}?${VERSION}`, where: { principalObjectId: '{principalId}' } },
    hasNoPage: true,
    portal: ['There is no page for it: only the API assigns these roles. Take the command.'],
  }
}
