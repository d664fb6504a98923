import { App, type RequiredResourceAccess } from '../app.ts'
import type { Reply } from '../request.ts'
import { findApplication, lookUpApplication, readPermissions, writePermissions } from './application.ts'
import { checkMayManage, checkMayRegister } from './authorization.ts'
import {
  field,
  isBoolean,
  isGuid,
  isListOf,
  isObject,
  isText,
  isTextOrNull,
  type Properties,
  writeProperties,
} from './body.ts'
import { keyCredentials, keyCredentialsOf } from './certificates.ts'
import { createdReply, type Entity, entityReply, listReply, selected } from './collection.ts'
import { badRequest, missingValue } from './graph-error.ts'
import { isUpsert, noContent, type Operation, type Routes } from './operation.ts'
import { passwordCredentialOf } from './secrets.ts'

/** https://learn.microsoft.com/graph/api/resources/application */
export const applicationRoutes: Routes = {
  'GET /applications': { permissions: readPermissions, answer: list },
  'POST /applications': {
    permissions: writePermissions,
    answer: (operation) => create(operation),
  },
  'GET /applications/{}': {
    permissions: readPermissions,
    answer: (operation) => {
      const app = findApplication(operation)
      const withKeys = selected(operation)?.includes('keyCredentials') ?? false
      return entityReply(operation, entityOf(app, { operation, withKeys }), 'applications')
    },
  },
  'PATCH /applications/{}': { permissions: writePermissions, answer: update },
  'DELETE /applications/{}': {
    permissions: writePermissions,
    answer: (operation) => {
      const app = findApplication(operation)
      checkMayManage(app, operation.user)
      operation.tenant.removeApp(app)
      return noContent
    },
  },
}

function list(operation: Operation): Reply {
  const { tenant, replication } = operation
  const apps = tenant.apps
    .filter(({ registered }) => registered)
    .filter(({ registrationId }) => !replication.lags(registrationId, 'notListed'))
  const entities = apps.map((app) => entityOf(app, { operation }))
  const filterable = ['id', 'appId', 'displayName', 'uniqueName', 'identifierUris']
  return listReply(operation, entities, { context: 'applications', filterable })
}

function create(operation: Operation, uniqueName?: string): Reply {
  const { tenant, user, body, replication } = operation
  checkMayRegister(tenant, user)
  if (body.displayName === undefined) throw missingValue('displayName', 'Application')
  const app = new App({ uniqueName: uniqueName ?? null, servicePrincipal: false })
  write(app, operation)
  app.owners.add(user)
  tenant.apps.push(app)
  replication.begin(app.registrationId)
  return createdReply(operation, entityOf(app, { operation }), 'applications')
}

/** By the key that the client may choose, it creates what isn't there. */
function update(operation: Operation): Reply {
  const { keys, user } = operation
  const [key] = keys
  const upsert = isUpsert(operation) && key?.property === 'uniqueName'
  // That an upsert finds what hasn't spread is a guess.
  const app = upsert ? lookUpApplication(operation) : findApplication(operation)
  if (!app) return create(operation, key?.value)
  checkMayManage(app, user)
  write(app, operation)
  return noContent
}

function write(app: App, { body, replication }: Operation): void {
  if (body.passwordCredentials !== undefined) {
    throw badRequest('New password credentials must be generated using service actions.')
  }
  writeProperties(app, body, applicationProperties)
  for (const { keyId } of app.certificates) replication.begin(keyId)
}

const audiences: Record<string, boolean> = { AzureADMyOrg: false, AzureADMultipleOrgs: true }

const applicationProperties: Properties<App> = {
  type: 'Application',
  properties: {
    displayName: field('displayName', isText(256)),
    description: field('description', isTextOrNull(1024)),
    notes: field('notes', isTextOrNull(1024)),
    tags: field('tags', isListOf(isText(256))),
    requiredResourceAccess: field('requiredResourceAccess', isListOf(isRequiredResourceAccess)),
    signInAudience: {
      isValid: (value) => typeof value === 'string' && Object.hasOwn(audiences, value),
      write(app, audience: string) {
        app.multiTenant = audiences[audience] ?? false
      },
    },
    isFallbackPublicClient: {
      isValid: (value) => value === null || isBoolean(value),
      write(app, value: boolean | null) {
        app.publicClient = value ?? false
      },
    },
    publicClient: {
      isValid: (value) => isObject(value) && isListOf(isRedirectUri)(value.redirectUris),
      write(app, { redirectUris }: { redirectUris: string[] }) {
        app.redirectUris = redirectUris
      },
    },
    keyCredentials,
    // Chosen by Entra, or in the path.
    ...Object.fromEntries(
      ['id', 'appId', 'uniqueName', 'createdDateTime'].map((name) => [
        name,
        { isValid: () => false, write() {} },
      ]),
    ),
  },
}

function isRedirectUri(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 256 && URL.canParse(value) && !value.includes('*')
}

function isRequiredResourceAccess(value: unknown): value is RequiredResourceAccess {
  return isObject(value) && isGuid(value.resourceAppId) && isListOf(isAccess)(value.resourceAccess)
}

function isAccess(value: unknown): value is { id: string; type: string } {
  return isObject(value) && isGuid(value.id) && ['Scope', 'Role'].includes(String(value.type))
}

function entityOf(
  app: App,
  { operation, withKeys = false }: { operation: Operation; withKeys?: boolean },
): Entity {
  return {
    id: app.registrationId,
    deletedDateTime: null,
    appId: app.clientId,
    uniqueName: app.uniqueName,
    createdDateTime: app.created.toISOString(),
    displayName: app.displayName,
    description: app.description,
    notes: app.notes,
    tags: app.tags,
    identifierUris: [],
    publisherDomain: operation.tenant.domain,
    signInAudience: app.multiTenant ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    isFallbackPublicClient: app.publicClient,
    publicClient: { redirectUris: app.redirectUris },
    requiredResourceAccess: app.requiredResourceAccess,
    keyCredentials: keyCredentialsOf(app, { withKeys }),
    passwordCredentials: app.secrets.map(passwordCredentialOf),
  }
}
