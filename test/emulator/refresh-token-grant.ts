import { EntraError } from './entra-error.ts'
import { required, type TokenRequest } from './token-request.ts'
import type { User } from './user.ts'

/** Finds who signed in for a refresh token; it is good for any resource that the app has consent for. */
export function refreshTokenUser({ tenant, app, form }: TokenRequest): { user: User; scope: string } {
  const found = tenant.refreshTokens.find(required(form, 'refresh_token'))
  if (!found || found.app !== app) throw new EntraError(70000)
  if (found.isRevoked) throw new EntraError(50173)
  return { user: found.user, scope: required(form, 'scope') }
}
