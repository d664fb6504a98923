import type { App } from './app.ts'
import type { Directory } from './directory.ts'
import { EntraError } from './entra-error.ts'
import type { RecordedRequest } from './request.ts'
import type { Tenant } from './tenant.ts'

/** A request to the token endpoint or the device code endpoint, read and found plausible. */
export interface TokenRequest {
  directory: Directory
  request: RecordedRequest
  tenant: Tenant
  app: App
  form: URLSearchParams
  grantType: string
}

const guid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i
const domain = /^(?=.{1,253}$)([\da-z]([\da-z-]{0,61}[\da-z])?\.)+[a-z][a-z\d-]*[a-z\d]$/i
const nil = '00000000-0000-0000-0000-000000000000'
const tenantless = ['common', 'organizations', 'consumers']

/** Finds tenant and app for a request, or refuses it as Entra does. */
export function readTokenRequest(
  directory: Directory,
  request: RecordedRequest,
  segment: string,
  grants?: string[],
): TokenRequest {
  if (request.method !== 'POST') throw new EntraError(900561)
  // Entra doesn't say that the content type is wrong: it reads no parameter then.
  const form = new URLSearchParams(request.form)
  readBasic(request, form)
  const grantType = grants ? required(form, 'grant_type') : ''
  if (grants && !grants.includes(grantType)) throw new EntraError(70003)
  const clientId = required(form, 'client_id')
  // A code has its scope already.
  if (!/code$/.test(grantType)) required(form, 'scope')
  const tenant = findTenant(directory, segment, clientId)
  const app = findApp(tenant, clientId)
  if (directory.replication.lags(app.registrationId, 'unknownApp')) {
    throw new EntraError(700016, { tenant: tenant.displayName })
  }
  return { directory, request, tenant, app, form, grantType }
}

/** A parameter that must be there and not be empty. */
export function required(form: URLSearchParams, parameter: string): string {
  const value = form.get(parameter)
  if (!value) throw new EntraError(900144, { parameter })
  return value
}

/** Finds a tenant by ID or domain; Entra tells malformed ones from unknown ones. */
export function tenantOf(directory: Directory, segment: string): Tenant {
  if (!guid.test(segment) && !domain.test(segment)) throw new EntraError(900023, { tenant: segment })
  const tenant = directory.find(segment)
  if (!tenant) throw new EntraError(90002, { tenant: segment })
  return tenant
}

function findTenant(directory: Directory, segment: string, clientId: string): Tenant {
  if (!tenantless.includes(segment.toLowerCase())) return tenantOf(directory, segment)
  // Nothing here says which tenant is meant, not even a user's domain, which Entra would go by.
  const app = directory.findApp(clientId)
  if (!app || app.multiTenant) throw new EntraError(50059)
  throw new EntraError(50194, { appName: app.displayName })
}

export function findApp(tenant: Tenant, clientId: string): App {
  // Seen live with the nil GUID.
  if (!guid.test(clientId) || clientId === nil) throw new EntraError(700038)
  const app = tenant.findApp(clientId)
  if (!app) throw new EntraError(700016, { tenant: tenant.displayName })
  if (!app.servicePrincipal) throw new EntraError(7000229, { tenant: tenant.id })
  if (!app.enabled) throw new EntraError(7000112, { appName: app.displayName })
  return app
}

/** RFC 6749 section 2.3.1: both halves are form-encoded within the header. */
function readBasic({ headers }: RecordedRequest, form: URLSearchParams): void {
  const [, encoded] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? []
  if (!encoded) return
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const decode = (text: string) => new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? ''
  if (!form.has('client_id')) form.set('client_id', decode(id))
  if (!form.has('client_secret')) form.set('client_secret', decode(secret.join(':')))
}
