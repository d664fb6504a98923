import { checkCertificateAssertion } from './certificate-assertion.ts'
import { readClientAssertion } from './client-assertion.ts'
import { EntraError } from './entra-error.ts'
import { checkFederatedAssertion } from './federated-assertion.ts'
import type { FetchIssuerDocument } from './issuer-keys.ts'
import type { TokenRequest } from './token-request.ts'

export interface ClientAuthentication {
  appidacr: '0' | '1' | '2'
  /** Called once a token is minted: an assertion that produced a token doesn't produce another. */
  spend(): void
}

/** Checks the client's secret or assertion. */
export async function authenticateClient(
  token: TokenRequest,
  fetchDocument: FetchIssuerDocument,
): Promise<ClientAuthentication> {
  const { app, form, grantType } = token
  const secret = form.get('client_secret')
  const assertion = form.get('client_assertion')
  if (secret && assertion) throw new EntraError(9002324)
  const isPublic = app.publicClient && !app.confidential
  if (isPublic && (secret || assertion)) throw new EntraError(700025)
  if (secret) {
    checkSecret(token, secret)
    return { appidacr: '1', spend() {} }
  }
  if (assertion) {
    const read = readClientAssertion(form, assertion)
    // A certificate's assertion is the app's own word, a federated one that of another issuer.
    if (/^https:/i.test(String(read.claims.iss))) {
      await checkFederatedAssertion(token, read, fetchDocument)
      return { appidacr: '2', spend() {} }
    }
    const spend = await checkCertificateAssertion(token, read)
    return { appidacr: '2', spend }
  }
  if (grantType === 'client_credentials') throw new EntraError(7000216)
  if (!app.publicClient) throw new EntraError(7000218)
  return { appidacr: '0', spend() {} }
}

function checkSecret({ app, directory }: TokenRequest, secret: string): void {
  const found = app.secrets.find(({ value }) => value === secret)
  if (!found || directory.replication.lags(found.keyId, 'unknownCredential')) throw new EntraError(7000215)
  if (found.expires.getTime() <= Date.now()) throw new EntraError(7000222)
}
