import { App } from '../app.ts'
import type { Consent } from '../consents.ts'
import type { Reply } from '../request.ts'
import { Resource } from '../resource.ts'
import { readPermissions } from './application.ts'
import { checkMayConsent } from './authorization.ts'
import { createdReply, type Entity, entityReply, listReply } from './collection.ts'
import { alreadyExists, badRequest, invalidValue, missingValue, notFound } from './graph-error.ts'
import { noContent, type Operation, type Routes, UnknownRequest } from './operation.ts'
import { findServicePrincipal } from './service-principals.ts'

const consentPermissions = [
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.ReadWrite.All',
  'Directory.AccessAsUser.All',
]
const listPermissions = [
  'DelegatedPermissionGrant.ReadWrite.All',
  ...readPermissions.filter((permission) => permission.startsWith('Directory.')),
]
const type = 'OAuth2PermissionGrant'
const context = 'oauth2PermissionGrants'

/** https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant */
export const consentRoutes: Routes = {
  'GET /oauth2PermissionGrants': {
    permissions: listPermissions,
    answer: (operation) => list(operation, operation.tenant.consents.all),
  },
  'GET /servicePrincipals/{}/oauth2PermissionGrants': {
    permissions: listPermissions,
    answer: (operation) => {
      const principal = findServicePrincipal(operation)
      return list(
        operation,
        operation.tenant.consents.all.filter(({ client }) => client === principal),
      )
    },
  },
  'GET /oauth2PermissionGrants/{}': {
    permissions: listPermissions,
    answer: (operation) => entityReply(operation, entityOf(find(operation)), context),
  },
  'POST /oauth2PermissionGrants': { permissions: consentPermissions, answer: create },
  'PATCH /oauth2PermissionGrants/{}': {
    permissions: consentPermissions,
    answer: (operation) => {
      const consent = find(operation)
      checkMayConsent(operation.user, { subject: consent.user })
      const { scope, ...others } = operation.body
      const [other] = Object.keys(others)
      if (other !== undefined) throw badRequest(`Property cannot be updated: ${other}`)
      consent.permissions = readScope(scope)
      return noContent
    },
  },
  'DELETE /oauth2PermissionGrants/{}': {
    permissions: consentPermissions,
    answer: (operation) => {
      const consent = find(operation)
      checkMayConsent(operation.user, { subject: consent.user })
      operation.tenant.consents.remove(consent)
      return noContent
    },
  },
}

function list(operation: Operation, consents: readonly Consent[]): Reply {
  const { replication } = operation
  const listed = consents.filter(({ id }) => !replication.lags(id, 'notListed'))
  const filterable = ['clientId', 'consentType', 'principalId', 'resourceId']
  return listReply(operation, listed.map(entityOf), { context, filterable })
}

function create(operation: Operation): Reply {
  const { tenant, user, replication, body } = operation
  const { clientId, consentType, principalId = null, resourceId, scope, ...others } = body
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new UnknownRequest(`property ${unknown} of a consent`)
  for (const [name, value] of Object.entries({ clientId, consentType, resourceId })) {
    if (value === undefined || value === null) throw missingValue(name, type)
  }
  const permissions = readScope(scope)
  const subject = tenant.users.find(({ objectId }) => objectId === principalId)
  if (consentType !== 'AllPrincipals' && consentType !== 'Principal') throw invalidValue('consentType', type)
  if ((consentType === 'Principal') !== (principalId !== null)) throw invalidValue('principalId', type)
  checkMayConsent(user, { subject })
  const find = (id: unknown) => tenant.servicePrincipals.find(({ objectId }) => objectId === id)
  const client = find(clientId)
  const resource = find(resourceId)
  // An object of another kind, such as the registration, isn't found either.
  if (!(client instanceof App) || replication.lags(client.objectId, 'notFound'))
    throw notFound(String(clientId))
  if (resource instanceof App) throw new UnknownRequest("a consent to an app of the tenant's own")
  if (!(resource instanceof Resource)) throw notFound(String(resourceId))
  if (consentType === 'Principal' && !subject) throw notFound(String(principalId))
  if (tenant.consents.find({ client, resource, user: subject })) {
    throw alreadyExists('Permission entry already exists.')
  }
  const consent = tenant.consents.grant({ client, resource, user: subject, permissions })
  replication.begin(consent.id)
  return createdReply(operation, entityOf(consent), context)
}

function find({ tenant, keys: [key], replication }: Operation): Consent {
  if (key?.property !== 'id') throw new UnknownRequest(`key ${key?.property} of a consent`)
  const consent = tenant.consents.all.find(({ id }) => id === key.value)
  if (!consent || replication.lags(consent.id, 'notFound')) throw notFound(key.value)
  return consent
}

/** Names separated by spaces. Whether Graph compares them with what the API has isn't known: here it doesn't. */
function readScope(scope: unknown): string[] {
  if (typeof scope !== 'string') throw invalidValue('scope', type)
  return scope.split(' ').filter(Boolean)
}

function entityOf({ id, client, resource, user, permissions }: Consent): Entity {
  return {
    clientId: client.objectId,
    consentType: user ? 'Principal' : 'AllPrincipals',
    id,
    principalId: user?.objectId ?? null,
    resourceId: resource.objectId,
    scope: permissions.join(' '),
  }
}
