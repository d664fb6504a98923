import { createLocalJWKSet, type JWTPayload, jwtVerify, type ProtectedHeaderParameters } from 'jose'
import { send } from './client.ts'
import type { Emulator } from './emulator.ts'

/** Verifies an access token as an API would: against the keys that the tenant publishes. */
export async function verifyAccessToken(
  emulator: Emulator,
  tenantId: string,
  token: string,
): Promise<{ payload: JWTPayload; protectedHeader: ProtectedHeaderParameters }> {
  const { json } = await send(emulator, { path: `/${tenantId}/discovery/v2.0/keys` })
  return jwtVerify(token, createLocalJWKSet(json), {
    algorithms: ['RS256'],
    issuer: `https://sts.windows.net/${tenantId}/`,
  })
}
