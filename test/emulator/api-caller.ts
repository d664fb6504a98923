import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { Directory } from './directory.ts'
import { powerPlatformHosts } from './hosts.ts'
import type { RecordedRequest, Reply } from './request.ts'

/** Who calls the API, as a verified token says. */
export interface Caller {
  tenantId: string
  objectId: string
  isUser: boolean
  permissions: string[]
}

/** Verifies the bearer token of a request to the API; answers the caller, or the refusal. */
export async function readCaller(request: RecordedRequest, directory: Directory): Promise<Caller | Reply> {
  const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? []
  if (!token) return unauthorized('Unauthorized', 'The request has no bearer token.')
  let claims: JWTPayload
  try {
    const key = directory.signingKey.publicKey
    claims = (await jwtVerify(token, key, { algorithms: ['RS256'] })).payload
  } catch (error) {
    const expired = error instanceof errors.JWTExpired
    return expired
      ? unauthorized(
          'ExpiredAuthenticationToken',
          'The access token expiry UTC time is earlier than current UTC time.',
        )
      : unauthorized('InvalidAuthenticationToken', 'The access token is invalid.')
  }
  const tenant = directory.find(String(claims.tid))
  if (!tenant || claims.iss !== `https://sts.windows.net/${tenant.id}/`) {
    return unauthorized('InvalidAuthenticationToken', 'The access token is from the wrong issuer.')
  }
  const allowed = audiences(request.host)
  if (!allowed.includes(String(claims.aud))) return wrongAudience(String(claims.aud), allowed)
  return {
    tenantId: tenant.id,
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
