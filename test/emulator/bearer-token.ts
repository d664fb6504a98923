import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { Directory } from './directory.ts'
import type { RecordedRequest } from './request.ts'
import type { Tenant } from './tenant.ts'

/** Why a bearer token is refused, whatever API it is presented to. */
export type BearerRefusal = 'missing' | 'invalid' | 'expired' | 'issuer'

/** Verifies that a request's bearer token is one of this Entra's; whom it is meant for is left to the API. */
export async function readBearerToken(
  { headers }: RecordedRequest,
  directory: Directory,
): Promise<{ tenant: Tenant; claims: JWTPayload } | { refused: BearerRefusal }> {
  const [, token] = /^Bearer (\S+)$/.exec(headers.authorization ?? '') ?? []
  if (!token) return { refused: 'missing' }
  let claims: JWTPayload
  try {
    const key = directory.signingKey.publicKey
    claims = (await jwtVerify(token, key, { algorithms: ['RS256'] })).payload
  } catch (error) {
    return { refused: error instanceof errors.JWTExpired ? 'expired' : 'invalid' }
  }
  const tenant = directory.find(String(claims.tid))
  if (!tenant || claims.iss !== `https://sts.windows.net/${tenant.id}/`) return { refused: 'issuer' }
  return { tenant, claims }
}
