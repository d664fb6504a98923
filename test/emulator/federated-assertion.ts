import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import type { FederatedCredential } from './app.ts'
import { connectionAudience } from './azure-devops-connection.ts'
import { tokenExchangeAppId } from './azure-devops-token.ts'
import { type ClientAssertion, checkLifetime } from './client-assertion.ts'
import { EntraError } from './entra-error.ts'
import { realHosts } from './hosts.ts'
import type { FetchIssuerDocument } from './issuer-keys.ts'
import type { TokenRequest } from './token-request.ts'

/**
 * Checks another issuer's token against the app's federated credentials
 * (https://learn.microsoft.com/entra/workload-id/workload-identity-federation): byte by byte, no wildcards.
 */
export async function checkFederatedAssertion(
  token: TokenRequest,
  assertion: ClientAssertion,
  fetchDocument: FetchIssuerDocument,
): Promise<void> {
  const { app, directory } = token
  const { header, claims, jwt } = assertion
  const { iss: issuer = '', sub: subject = '', aud } = claims
  if (header.alg !== 'RS256') throw new EntraError(50027)
  const isEntras = issuedByEntra(issuer, token)
  // Of its own tokens Entra takes those alone that it issued for another service, such as a connection of Azure DevOps.
  if (isEntras && !subject.startsWith('/eid1/')) throw new EntraError(700222)
  const known = app.federatedCredentials.filter(
    ({ id }) => !directory.replication.lags(id, 'unknownCredential'),
  )
  if (known.length === 0) throw new EntraError(70025, { appName: app.displayName })
  const named = [aud].flat().join(' ')
  // Its own tokens name the app of the audience, and credentials its URI.
  const audience = isEntras && named === tokenExchangeAppId ? connectionAudience : named
  match(known, { issuer, subject, audience })

  const keys = await issuerKeys(issuer, fetchDocument)
  try {
    const anyTime = { currentDate: new Date(0), clockTolerance: 1e12 }
    await jwtVerify(jwt, createLocalJWKSet(keys), { ...anyTime, algorithms: ['RS256'] })
  } catch {
    throw new EntraError(500126, { keyId: header.kid ?? '' })
  }
  checkLifetime(assertion)
}

/** Refuses what doesn't match, by the first part that differs. */
function match(credentials: FederatedCredential[], presented: FederatedCredential): void {
  const { issuer, subject, audience } = presented
  const ofIssuer = credentials.filter((credential) => credential.issuer === issuer)
  if (ofIssuer.length === 0) throw new EntraError(700211)
  const ofSubject = ofIssuer.filter((credential) => credential.subject === subject)
  if (ofSubject.length === 0) {
    const lower = subject.toLowerCase()
    const differsInCase = ofIssuer.some((credential) => credential.subject.toLowerCase() === lower)
    throw new EntraError(differsInCase ? 7002138 : 700213)
  }
  if (!ofSubject.some((credential) => credential.audience === audience)) throw new EntraError(700212)
}

async function issuerKeys(issuer: string, fetchDocument: FetchIssuerDocument): Promise<JSONWebKeySet> {
  try {
    const discovered = await fetchDocument(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    // OpenID Connect Discovery section 4.3.
    if (discovered.issuer !== issuer) throw new Error('another issuer answers')
    return (await fetchDocument(String(discovered.jwks_uri))) as unknown as JSONWebKeySet
  } catch {
    throw new EntraError(501661)
  }
}

function issuedByEntra(issuer: string, { request }: TokenRequest): boolean {
  const host = URL.parse(issuer)?.host ?? ''
  return host === request.host || realHosts.get(host) === 'login'
}
