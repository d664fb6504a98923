import { type BearerRefusal, readBearerToken } from './bearer-token.ts'
import type { Directory } from './directory.ts'
import { powerPlatformHosts } from './hosts.ts'
import type { RecordedRequest, Reply } from './request.ts'
import type { Tenant } from './tenant.ts'

/** Who calls the API, as a verified token says. */
export interface Caller {
  tenant: Tenant
  objectId: string
  isUser: boolean
  permissions: string[]
}

/** Verifies the bearer token of a request to the API; answers the caller, or the refusal. */
export async function readCaller(request: RecordedRequest, directory: Directory): Promise<Caller | Reply> {
  const token = await readBearerToken(request, directory)
  if ('refused' in token) return unauthorized(...refusals[token.refused])
  const { tenant, claims } = token
  const allowed = audiences(request.host)
  if (!allowed.includes(String(claims.aud))) return wrongAudience(String(claims.aud), allowed)
  return {
    tenant,
    objectId: String(claims.oid),
    isUser: claims.scp !== undefined,
    permissions: String(claims.scp ?? '').split(' '),
  }
}

/** On a real host its own base; on loopback, where one listener plays all of them, any. */
function audiences(host: string): string[] {
  const name = host.replace(/:\d+$/, '')
  const hosts = powerPlatformHosts.includes(name) ? [name] : powerPlatformHosts
  return hosts.map((base) => `https://${base}`)
}

/** Codes and words are Azure Resource Manager's: those of Power Platform API aren't known. */
const refusals: Record<BearerRefusal, [code: string, message: string]> = {
  missing: ['Unauthorized', 'The request has no bearer token.'],
  expired: [
    'ExpiredAuthenticationToken',
    'The access token expiry UTC time is earlier than current UTC time.',
  ],
  invalid: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  issuer: ['InvalidAuthenticationToken', 'The access token is from the wrong issuer.'],
}

function unauthorized(code: string, message: string): Reply {
  return { status: 401, headers: { 'WWW-Authenticate': 'Bearer' }, body: { error: { code, message } } }
}

/** Seen on api.powerapps.com. */
function wrongAudience(audience: string, allowed: string[]): Reply {
  return unauthorized(
    'InvalidAuthenticationAudience',
    `The received access token has been obtained from wrong audience or resource '${audience}'. It should exactly match (including forward slash) with one of the allowed audiences '${allowed.join("','")}'.`,
  )
}
