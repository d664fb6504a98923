import type { App } from './app.ts'
import { EntraError } from './entra-error.ts'
import type { Resource } from './resource.ts'
import type { Tenant } from './tenant.ts'

export interface RequestedScope {
  /** As the client wrote it: the token's audience. */
  audience: string
  resource: Resource
  /** `.default`, or delegated permissions. */
  permissions: string[]
  /** `openid`, `offline_access` and the like. */
  openId: string[]
}

const openIdScopes = ['openid', 'profile', 'email', 'offline_access']

/** Reads the scope of the client credentials grant: one resource and `/.default`. */
export function clientCredentialsScope(scope: string, tenant: Tenant): () => RequestedScope {
  const [only = '', ...others] = scope.split(' ').filter(Boolean)
  if (others.length > 0 || !only.endsWith('/.default')) throw new EntraError(1002012, { scope })
  const audience = only.slice(0, -'/.default'.length)
  // The resource is looked up after the client has proved itself.
  return () => ({ audience, resource: findResource(audience, tenant), permissions: ['.default'], openId: [] })
}

/** Reads the scope of a user's grant: permissions of one resource, and OpenID Connect's scopes. */
export function delegatedScope(scope: string, tenant: Tenant, app: App): RequestedScope {
  const asked = scope.split(' ').filter(Boolean)
  const openId = asked.filter((name) => openIdScopes.includes(name))
  const parts = asked
    .filter((name) => !openIdScopes.includes(name))
    .map((name) => ({ name, at: name.lastIndexOf('/') }))
  const relative = parts.find(({ at }) => at <= 0)
  if (relative || parts.length === 0) throw new EntraError(70011, { scope: relative?.name ?? scope })
  const audiences = new Set(parts.map(({ name, at }) => name.slice(0, at)))
  const [audience = '', second] = audiences
  if (second !== undefined) throw new EntraError(28000, { scope })
  const resource = findResource(audience, tenant)
  const permissions = parts.map(({ name, at }) => name.slice(at + 1))
  for (const permission of permissions) {
    if (permission !== '.default' && !Object.hasOwn(resource.permissions, permission)) {
      throw new EntraError(650053, {
        scope: permission,
        appName: app.displayName,
        resourceId: resource.appId,
      })
    }
  }
  return { audience, resource, permissions, openId }
}

function findResource(identifier: string, tenant: Tenant): Resource {
  const resource = tenant.findResource(identifier)
  if (!resource) throw new EntraError(500011, { resource: identifier, tenant: tenant.id })
  if (!resource.enabled) throw new EntraError(500014, { resourceId: resource.appId })
  return resource
}
