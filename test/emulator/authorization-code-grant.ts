import { createHash } from 'node:crypto'
import { EntraError } from './entra-error.ts'
import { required, type TokenRequest } from './token-request.ts'
import type { User } from './user.ts'

/** Finds who signed in for a code, and for which scope (RFC 6749 section 4.1.3, RFC 7636 section 4.6). */
export function authorizationCodeUser({ tenant, app, form }: TokenRequest): { user: User; scope: string } {
  const found = tenant.authorizationCodes.find(required(form, 'code'))
  if (!found || found.app !== app) throw new EntraError(70000)
  if (found.used) throw new EntraError(54005)
  const verifier = createHash('sha256').update(required(form, 'code_verifier')).digest('base64url')
  if (verifier !== found.challenge) throw new EntraError(501481)
  if (form.get('redirect_uri') !== found.redirectUri) {
    throw new EntraError(50011, { redirectUri: form.get('redirect_uri') ?? '' })
  }
  found.used = true
  return { user: found.user, scope: found.scope }
}
