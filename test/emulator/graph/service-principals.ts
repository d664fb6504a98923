import { App } from '../app.ts'
import type { Reply } from '../request.ts'
import { createResource, type Resource } from '../resource.ts'
import { readPermissions, writePermissions } from './application.ts'
import {
  backingApplicationElsewhere,
  checkIsApplicationAdministrator,
  checkMayInstantiate,
  checkMayManage,
} from './authorization.ts'
import { field, isBoolean, isGuid, type Properties, writeProperties } from './body.ts'
import { createdReply, type Entity, entityReply, listReply } from './collection.ts'
import { alreadyExists, GraphError, invalidValue, missingValue, notFound } from './graph-error.ts'
import { isUpsert, noContent, type Operation, type Routes, UnknownRequest } from './operation.ts'

type ServicePrincipal = App | Resource

/** https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export const servicePrincipalRoutes: Routes = {
  'GET /servicePrincipals': { permissions: readPermissions, answer: list },
  'POST /servicePrincipals': {
    permissions: writePermissions,
    answer: (operation) => {
      const { appId, ...settings } = operation.body
      if (appId === undefined) throw missingValue('appId', 'ServicePrincipal')
      return create(operation, { appId, settings })
    },
  },
  'GET /servicePrincipals/{}': {
    permissions: readPermissions,
    answer: (operation) =>
      entityReply(operation, entityOf(findServicePrincipal(operation), operation), 'servicePrincipals'),
  },
  'PATCH /servicePrincipals/{}': { permissions: writePermissions, answer: update },
  'DELETE /servicePrincipals/{}': {
    permissions: writePermissions,
    answer: (operation) => {
      const principal = findServicePrincipal(operation)
      checkMayChange(principal, operation)
      operation.tenant.removeServicePrincipal(principal)
      return noContent
    },
  },
}

/** The service principal that the path's key names. */
export function findServicePrincipal(operation: Operation): ServicePrincipal {
  const { keys, replication } = operation
  const principal = lookUp(operation)
  if (!principal || replication.lags(principal.objectId, 'notFound')) throw notFound(keys[0]?.value ?? '')
  return principal
}

function lookUp({ tenant, keys: [key] }: Operation): ServicePrincipal | undefined {
  switch (key?.property) {
    case 'id':
      return tenant.servicePrincipals.find(({ objectId }) => objectId === key.value)
    case 'appId':
      return tenant.servicePrincipals.find((each) => appIdOf(each) === key.value.toLowerCase())
    default:
      throw new UnknownRequest(`key ${key?.property} of a service principal`)
  }
}

function list(operation: Operation): Reply {
  const { tenant, replication } = operation
  const listed = tenant.servicePrincipals.filter(({ objectId }) => !replication.lags(objectId, 'notListed'))
  const entities = listed.map((principal) => entityOf(principal, operation))
  const filterable = ['id', 'appId', 'displayName', 'servicePrincipalNames']
  return listReply(operation, entities, { context: 'servicePrincipals', filterable })
}

function create(
  operation: Operation,
  { appId: given, settings }: { appId: unknown; settings: Record<string, unknown> },
): Reply {
  const { tenant, user, replication } = operation
  if (!isGuid(given)) throw invalidValue('appId', 'ServicePrincipal')
  const appId = given.toLowerCase()
  const app = tenant.findApp(appId)
  if (app && replication.lags(app.registrationId, 'foreignApplication')) throw backingApplicationElsewhere()
  checkMayInstantiate(app?.registered ? app : undefined, { tenant, user })
  if (tenant.servicePrincipals.some((each) => appIdOf(each) === appId)) throw nameInUse(appId)
  const principal = app ?? createResource(appId)
  if (!principal || (app && replication.lags(app.registrationId, 'noBackingApplication'))) {
    throw noBackingApplication(appId)
  }
  writeProperties(principal, settings, properties)
  if (principal instanceof App) principal.servicePrincipal = true
  else tenant.resources.push(principal)
  replication.begin(principal.objectId)
  return createdReply(operation, entityOf(principal, operation), 'servicePrincipals')
}

/** By its app's ID, it creates what isn't there. */
function update(operation: Operation): Reply {
  const { keys, body } = operation
  const [key] = keys
  const upsert = isUpsert(operation) && key?.property === 'appId'
  const principal = upsert ? lookUp(operation) : findServicePrincipal(operation)
  if (!principal) return create(operation, { appId: key?.value, settings: body })
  checkMayChange(principal, operation)
  writeProperties(principal, body, properties)
  return noContent
}

function checkMayChange(principal: ServicePrincipal, { user }: Operation): void {
  if (principal instanceof App) checkMayManage(principal, user)
  else checkIsApplicationAdministrator(user)
}

const properties: Properties<ServicePrincipal> = {
  type: 'ServicePrincipal',
  properties: {
    accountEnabled: field('enabled', isBoolean),
    appRoleAssignmentRequired: field('requireAssignment', isBoolean),
  },
}

/** As terraform-provider-azurerm's threads quote it. */
function nameInUse(appId: string): GraphError {
  return alreadyExists(
    `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
  )
}

/** For an unknown app, and for one that has not spread yet (msgraph-sdk-dotnet's thread 3108). */
function noBackingApplication(appId: string): GraphError {
  return new GraphError(
    400,
    'NoBackingApplicationObject',
    `The appId '${appId}' of the service principal does not reference a valid application object.`,
  )
}

function appIdOf(principal: ServicePrincipal): string {
  return principal instanceof App ? principal.clientId : principal.appId
}

/** The tenant that Microsoft's own apps are registered in. */
const microsoftServices = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

function entityOf(principal: ServicePrincipal, { tenant }: Operation): Entity {
  const appId = appIdOf(principal)
  const isOwn = principal instanceof App && principal.registered
  const isSingleTenant = principal instanceof App && !principal.multiTenant
  return {
    id: principal.objectId,
    deletedDateTime: null,
    accountEnabled: principal.enabled,
    appDisplayName: principal.displayName,
    appId,
    appOwnerOrganizationId: isOwn ? tenant.id : microsoftServices,
    appRoleAssignmentRequired: principal.requireAssignment,
    appRoles: [],
    displayName: principal.displayName,
    oauth2PermissionScopes: principal instanceof App ? [] : scopesOf(principal),
    servicePrincipalNames: [appId, ...(principal instanceof App ? [] : principal.identifierUris)],
    servicePrincipalType: 'Application',
    signInAudience: isSingleTenant ? 'AzureADMyOrg' : 'AzureADMultipleOrgs',
    tags: [],
  }
}

function scopesOf({ permissions }: Resource) {
  return Object.entries(permissions).map(([value, id]) => ({
    adminConsentDescription: value,
    adminConsentDisplayName: value,
    id,
    isEnabled: true,
    type: 'Admin',
    userConsentDescription: null,
    userConsentDisplayName: null,
    value,
  }))
}
