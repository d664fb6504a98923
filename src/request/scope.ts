import type { CredentialTraits } from '../advice/credential-traits.ts'
import { unattendedKinds } from '../credentials/registry.ts'
import { either } from '../inputs/either.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import { quoted } from '../inputs/quoted.ts'
import type { Input } from '../ports/inputs.ts'
import type { Words } from '../ports/words.ts'
import { type Cloud, clouds, publicCloud } from '../values/clouds.ts'
import { isGuid } from '../values/guid.ts'
import { parseUrl } from '../values/parse-url.ts'
import { defaultScope, findResource, getResource } from '../values/resources.ts'

export const scopeInput: Input = {
  name: 'scope',
  get description() {
    const kinds = unattendedKinds.filter(({ takesSeveralScopes }) => takesSeveralScopes)
    return `What the token is for - a scope, or a resource's URL, to which /.default is added. Several, separated by spaces, for ${either(kinds.map(({ name }) => name))} only. Without it, Power Platform API of the cloud.`
  },
}

/** OpenID Connect's own scopes, which a user may ask for in addition to those of an API. */
const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access']

/** Graph's names: of what, to do what, and how far (https://learn.microsoft.com/graph/permissions-overview#permissions-naming-pattern). */
const GRAPH_PERMISSION =
  /^[A-Z][A-Za-z-]*\.(Read|Write|Send|Create|Manage|Invite|Export|Selected|AccessAsUser|FullControl)[A-Za-z]*(\.[A-Z][A-Za-z]*)*$/

/** What the token is for; one scope, or several for a user. */
export function readScopes(
  reader: InputReader,
  cloud: Cloud | undefined,
  kind: CredentialTraits | undefined,
): string[] {
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`
  const parts = reader.text(scopeInput).split(/\s+/).filter(Boolean)
  if (parts.length === 0) return [own]
  const scopes = parts.map((part) => scopeOf(part, reader, scopeInput))

  if (scopes.length > 1 && !kind?.takesSeveralScopes) {
    reader.complain(
      scopeInput,
      `came with ${scopes.length} scopes; this credential gets a token for one, and it ends in /.default. Did you mean "${own}"?`,
    )
    return scopes
  }
  for (const [index, scope] of scopes.entries()) {
    const problem = scopeProblem(scope, { cloud, kind, words: reader.words })
    if (problem) reader.complain(scopeInput, `came ${quotedScope(parts[index] ?? '')}, ${problem}`)
  }
  return scopes
}

/** A scope as it was written, or all that was granted of a resource that was written in its place. */
export function scopeOf(part: string, reader: InputReader, input: Input): string {
  const environment = environmentOf(part)
  if (environment) {
    reader.warn(
      input,
      'is the address of a page in a Dataverse environment. A token is for the environment as a whole, so only the part before the path is taken.',
    )
  }
  const resource = environment ?? part
  return isResource(resource) ? `${resource.replace(/\/$/, '')}/.default` : resource
}

/** A known resource's address with a permission in words is no secret. */
export function quotedScope(scope: string): string {
  const harmless = findResource(scope) ? /^https:\/\/[a-z0-9.-]+(?:\/[a-z._]*)?$/i : GRAPH_PERMISSION
  return quoted(scope, { words: OIDC_SCOPES, harmless })
}

/** The origin of an address that a browser shows in a Dataverse environment; undefined for a scope. */
function environmentOf(part: string): string | undefined {
  const url = parseUrl(part)
  if (!url || url.username || url.password || findResource(part)?.name !== 'Dataverse') return undefined
  const isScope = /^\/{0,2}(\.default|user_impersonation)?$/.test(url.pathname) && !url.search && !url.hash
  return isScope ? undefined : `https://${url.host}`
}

/** A resource without a permission: its URI or application ID. */
function isResource(part: string): boolean {
  if (isGuid(part)) return true
  const url = parseUrl(part)
  if (!url) return false
  return /^https?:$/.test(url.protocol) ? url.pathname === '/' : /^[a-z]+:\/\/[^/]+\/?$/i.test(part)
}

interface ScopeContext {
  cloud: Cloud | undefined
  kind: CredentialTraits | undefined
  words: Words
}

/** What is wrong with a scope, and what would be right: only what this program knows, and nothing of the scope itself, which may be a secret. */
export function scopeProblem(
  scope: string,
  { cloud, kind, words: { input, setting } }: ScopeContext,
): string | undefined {
  if (OIDC_SCOPES.includes(scope) && kind?.takesSeveralScopes) return undefined
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`
  const other = clouds.find(({ apiUrl }) => apiUrl !== cloud?.apiUrl && isWithin(scope, apiUrl))
  // Which cloud a scope should be of can't be said while the cloud itself is wrong.
  if (cloud && other) {
    return `the API of cloud ${other.name}, while ${input('cloud')} is ${cloud.name}; allowed is "${own}". Set ${setting('cloud', other.name)}, or leave ${input('scope')} out.`
  }
  const url = parseUrl(scope)
  if (url?.username || url?.password) return 'which no scope has; take them out.'
  if (/[?#]/.test(scope)) return 'with a query or fragment in it, which no scope has; take it out.'
  if (GRAPH_PERMISSION.test(scope)) {
    const graph = defaultScope(getResource('Microsoft Graph'), cloud ?? publicCloud)
    return `a permission of Microsoft Graph without the API before it; write "${graph}", which asks for all that was granted.`
  }
  const known = findResource(`https://${scope}`)
  if (known && !scope.includes(':')) {
    return `an address of ${known.name} without https:// before it; write "${defaultScope(known, cloud ?? publicCloud)}".`
  }
  if (!/^(https?:\/\/|api:\/\/|[a-z][a-z0-9+.-]*:|[0-9a-f]{8}-[0-9a-f-]{27}\/)[!-~]+$/i.test(scope)) {
    return `which is no scope; allowed is a resource's URL or ID, with or without /.default. Did you mean "${own}"?`
  }
  if (!kind?.takesSeveralScopes && !scope.endsWith('/.default')) {
    const resource = findResource(scope)
    const right = resource
      ? ` Did you mean "${defaultScope(resource, cloud ?? publicCloud)}"?`
      : " Write RESOURCE/.default, with the resource's URL or ID for RESOURCE."
    return `a single permission; an app asks for all that it was granted, with /.default.${right}`
  }
  return undefined
}

/** Is it a scope of this API? */
export function isWithin(scope: string, apiUrl: string): boolean {
  return scope.toLowerCase() === apiUrl || scope.toLowerCase().startsWith(`${apiUrl}/`)
}
