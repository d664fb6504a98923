import { type Cloud, clouds, publicCloud } from '../clouds.ts'
import { isGuid } from '../guid.ts'
import { quoted } from './quoted.ts'
import type { InputReader } from './reader.ts'

/** OpenID Connect's own scopes, which a user's token may be asked for beside those of an API. */
const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access']

/** What the token is for; one scope, or several for a user. */
export function readScopes(
  reader: InputReader,
  cloud: Cloud | undefined,
  credential: string | undefined,
): string[] {
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`
  const parts = reader.text('scope').split(/\s+/).filter(Boolean)
  if (parts.length === 0) return [own]
  const scopes = parts.map((part) => (isResource(part) ? `${part.replace(/\/$/, '')}/.default` : part))

  if (scopes.length > 1 && credential !== 'password') {
    reader.complain(
      'scope',
      `came with ${scopes.length} scopes; this credential gets a token for one, and it ends in /.default. Did you mean "${own}"?`,
    )
    return scopes
  }
  for (const scope of scopes) {
    const problem = scopeProblem(scope, cloud, credential)
    if (problem) reader.complain('scope', `came ${quoted(scope)}, ${problem}`)
  }
  return scopes
}

/** A resource without a permission: its URI or application ID. */
function isResource(part: string): boolean {
  if (isGuid(part)) return true
  const url = URL.parse(part)
  if (!url) return false
  return /^https?:$/.test(url.protocol) ? url.pathname === '/' : /^[a-z]+:\/\/[^/]+\/?$/i.test(part)
}

function scopeProblem(
  scope: string,
  cloud: Cloud | undefined,
  credential: string | undefined,
): string | undefined {
  if (OIDC_SCOPES.includes(scope) && credential === 'password') return undefined
  const own = `${(cloud ?? publicCloud).apiUrl}/.default`
  const other = clouds.find(({ apiUrl }) => apiUrl !== cloud?.apiUrl && isWithin(scope, apiUrl))
  // Which cloud a scope should be of can't be said while the cloud itself is wrong.
  if (cloud && other) {
    return `the API of cloud ${other.name}, while cloud is ${cloud.name}; allowed is "${own}". Set cloud: ${other.name}, or leave scope out.`
  }
  const url = URL.parse(scope)
  if (url?.username || url?.password) return 'which no scope has; take them out.'
  // Without #: no identifier of a resource has a fragment, and the runner takes ##[ for a command.
  if (!/^(https?:\/\/|api:\/\/|[a-z][a-z0-9+.-]*:|[0-9a-f]{8}-[0-9a-f-]{27}\/)[!"$-~]+$/i.test(scope)) {
    return `which is no scope; allowed is a resource's URL or ID, with or without /.default. Did you mean "${own}"?`
  }
  if (credential !== 'password' && !scope.endsWith('/.default')) {
    const resource = scope.slice(0, scope.lastIndexOf('/'))
    return `a single permission; an app asks for all that it was granted, with /.default. Did you mean "${resource}/.default"?`
  }
  return undefined
}

/** Is it a scope of this API? */
export function isWithin(scope: string, apiUrl: string): boolean {
  return scope.toLowerCase() === apiUrl || scope.toLowerCase().startsWith(`${apiUrl}/`)
}
