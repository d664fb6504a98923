import { jwtVerify } from 'jose'
import { type ClientAssertion, checkLifetime } from './client-assertion.ts'
import { EntraError } from './entra-error.ts'
import type { TokenRequest } from './token-request.ts'

/**
 * Checks an assertion signed with the app's certificate
 * (https://learn.microsoft.com/entra/identity-platform/certificate-credentials). Answers what to call once it
 * has produced a token.
 */
export async function checkCertificateAssertion(
  token: TokenRequest,
  assertion: ClientAssertion,
): Promise<() => void> {
  const { app, directory } = token
  const { header, claims, jwt } = assertion
  if (!['PS256', 'RS256'].includes(header.alg ?? '')) throw new EntraError(50027)
  if (claims.iss?.toLowerCase() !== app.clientId) throw new EntraError(700021)
  if (!claims.sub) throw new EntraError(700022)
  if (claims.sub !== claims.iss) throw new EntraError(50048)
  const certificate = findCertificate(token, assertion)
  try {
    await jwtVerify(jwt, certificate.publicKey, { currentDate: new Date(0), clockTolerance: 1e12 })
  } catch {
    throw new EntraError(700027)
  }
  const audiences = [claims.aud].flat()
  if (!audiences.some((audience) => audience && accepted(token).includes(audience))) {
    throw new EntraError(700023)
  }
  checkLifetime(assertion)
  if (!claims.jti) throw new EntraError(50027)
  const use = `${app.clientId} ${claims.jti}`
  // What Entra itself says of a replayed assertion isn't known; RFC 7523 section 3 lets it refuse.
  if (directory.usedAssertions.has(use)) {
    throw new EntraError(700027, { reason: ' [Reason - The assertion was used before.]' })
  }
  return () => directory.usedAssertions.add(use)
}

function findCertificate({ app, directory }: TokenRequest, { header }: ClientAssertion) {
  const sha256 = header['x5t#S256'] as string | undefined
  const thumbprint = sha256 ?? header.x5t ?? header.kid ?? ''
  const found = app.findCertificate(sha256 ? 'sha256' : 'sha1', thumbprint)
  if (!found || directory.replication.lags(found.keyId, 'unknownCredential')) {
    const hex = Buffer.from(thumbprint, 'base64url').toString('hex').toUpperCase()
    throw new EntraError(700027, {
      reason: ` [Reason - The key was not found., Thumbprint of key used by client: '${hex}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${app.clientId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${app.clientId}'].`,
    })
  }
  const { certificate } = found
  if (certificate.validToDate.getTime() <= Date.now()) {
    throw new EntraError(700027, { reason: ' [Reason - The key used is expired.]' })
  }
  return certificate
}

/** The token endpoint of either version, or the issuer, by the tenant's ID or domain. */
function accepted({ tenant, request: { host } }: TokenRequest): string[] {
  return [tenant.id, tenant.domain].flatMap((name) => {
    const base = `https://${host}/${name}`
    return [`${base}/oauth2/v2.0/token`, `${base}/oauth2/token`, `${base}/v2.0`, `${base}/`]
  })
}
