import { EntraError } from './entra-error.ts'
import { required, type TokenRequest } from './token-request.ts'
import type { User } from './user.ts'

/** Signs a user in by name and password (RFC 6749 section 4.3). */
export function passwordUser({ tenant, form }: Pick<TokenRequest, 'tenant' | 'form'>): User {
  const username = required(form, 'username')
  const password = required(form, 'password')
  const user = tenant.users.find((candidate) => candidate.username.toLowerCase() === username.toLowerCase())
  if (!user) throw new EntraError(50034, { tenant: tenant.displayName })
  if (user.locked) throw new EntraError(50053)
  if (user.disabled) throw new EntraError(50057)
  if (user.password === undefined) throw new EntraError(50056)
  if (!user.checkPassword(password)) throw new EntraError(50126)
  if (user.passwordExpired) throw new EntraError(50055)
  return user
}
