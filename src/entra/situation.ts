import type { Situation } from '../advice/remedy.ts'
import type { Grant } from '../credentials/registry.ts'
import type { Host } from '../ports/host.ts'
import type { TokenRequest } from '../request/read-request.ts'
import { type Claims, readClaims } from '../values/jwt.ts'

/** What the request alone says; `more` adds what came after it. */
export function situationOf(
  { credentialName, cloud, tenantId, clientId, scopes }: TokenRequest,
  host: Host,
  more: Partial<Situation> = {},
): Situation {
  return {
    credential: credentialName,
    cloud,
    tenantId,
    clientId,
    scopes,
    claims: {},
    storeSecret: (name) => host.storeSecret(name),
    ...more,
  }
}

/** The claims of the assertion that a grant presents; empty for others. */
export async function presentedClaims(grant: Grant): Promise<Claims> {
  const isAssertion = grant.type === 'client-credentials' && 'clientAssertion' in grant.proof
  return isAssertion
    ? readClaims(await (grant.proof as { clientAssertion(): Promise<string> }).clientAssertion())
    : {}
}

/** The client secret of a grant; empty for one without. */
export function clientSecretOf(grant: Grant): string {
  const proof = grant.type === 'client-credentials' ? grant.proof : grant
  return 'clientSecret' in proof ? proof.clientSecret : ''
}
