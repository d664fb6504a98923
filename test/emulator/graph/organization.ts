import { directoryRoles } from '../directory-roles.ts'
import type { User } from '../user.ts'
import { type Entity, entityReply, listReply } from './collection.ts'
import type { Operation, Route, Routes } from './operation.ts'

/** The person's own roles; an ID of a role is one of its template here. */
const memberships: Route = {
  permissions: ['User.Read', 'Directory.Read.All', 'Directory.ReadWrite.All', 'Directory.AccessAsUser.All'],
  answer: (operation) =>
    listReply(operation, rolesOf(operation.user), { context: 'directoryObjects', filterable: [] }),
}

/** Who signs in, and where: https://learn.microsoft.com/graph/api/user-get, …/organization-list */
export const organizationRoutes: Routes = {
  'GET /me': {
    permissions: ['User.Read', 'User.ReadBasic.All', 'Directory.Read.All', 'Directory.AccessAsUser.All'],
    answer: (operation) => entityReply(operation, personOf(operation.user), 'users'),
  },
  'GET /me/memberOf': memberships,
  'GET /me/memberOf/microsoft.graph.directoryRole': memberships,
  'GET /me/transitiveMemberOf/microsoft.graph.directoryRole': memberships,
  'GET /organization': {
    permissions: ['User.Read', 'Organization.Read.All', 'Directory.Read.All', 'Directory.AccessAsUser.All'],
    answer: (operation) =>
      listReply(operation, [organizationOf(operation)], { context: 'organization', filterable: [] }),
  },
  'GET /policies/authorizationPolicy': {
    permissions: ['Policy.Read.All'],
    answer: (operation) => entityReply(operation, policyOf(operation), 'policies/authorizationPolicy'),
  },
}

function personOf({ objectId, displayName, username }: User): Entity {
  return { id: objectId, displayName, userPrincipalName: username, mail: null }
}

function rolesOf({ roles }: User): Entity[] {
  return [...roles].map((name) => ({
    '@odata.type': '#microsoft.graph.directoryRole',
    id: directoryRoles[name],
    displayName: name,
    roleTemplateId: directoryRoles[name],
  }))
}

function organizationOf({ tenant: { id, displayName, domain } }: Operation): Entity {
  const verifiedDomains = [{ name: domain, isDefault: true, isInitial: true, type: 'Managed' }]
  return { id, displayName, verifiedDomains, tenantType: 'AAD' }
}

/** https://learn.microsoft.com/graph/api/authorizationpolicy-get */
function policyOf({ tenant: { usersMayRegisterApps } }: Operation): Entity {
  return {
    id: 'authorizationPolicy',
    defaultUserRolePermissions: { allowedToCreateApps: usersMayRegisterApps },
  }
}
