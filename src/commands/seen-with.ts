import type { Claims } from '../values/jwt.ts'
import { printable } from '../values/printable.ts'

/**
 * What the token may do, as far as it tells: an app's roles or a user's delegated permissions
 * (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference). Power Platform keeps its own roles
 * to itself, so that the tokens of most apps tell nothing.
 */
export function seenWith({ roles, scp }: Claims): string | undefined {
  const names = (Array.isArray(roles) ? roles : []).filter((role) => typeof role === 'string')
  const parts = [
    names.length > 0 && `${names.length === 1 ? 'the role' : 'the roles'} ${names.join(', ')}`,
    typeof scp === 'string' && scp.trim() !== '' && `the permissions ${scp.trim().split(/\s+/).join(', ')}`,
  ]
  const said = parts.filter((part) => part !== false)
  return said.length > 0 ? printable(said.join(' and ')) : undefined
}
