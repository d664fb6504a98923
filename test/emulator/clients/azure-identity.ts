// @azure/identity with nothing changed: its own HTTP pipeline, its own discovery, its own retries.
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  type TokenCredential,
} from '@azure/identity'
import { serve } from './serve.ts'

export interface AzureIdentityCase {
  tenantId: string
  clientId: string
  clientSecret?: string
  /** PEM with certificate and key. */
  certificate?: string
  assertion?: string
  authorityHost?: string
  disableInstanceDiscovery?: boolean
  scope: string
}

await serve(async (given: AzureIdentityCase) => {
  const { token, expiresOnTimestamp } = await credential(given)
    .getToken(given.scope)
    .then((answer) => {
      if (!answer) throw new Error('no token')
      return answer
    })
  return { token, expiresOnTimestamp }
})

function credential(given: AzureIdentityCase): TokenCredential {
  const { tenantId, clientId, clientSecret, certificate, assertion } = given
  const options = {
    ...(given.authorityHost && { authorityHost: given.authorityHost }),
    ...(given.disableInstanceDiscovery && { disableInstanceDiscovery: true }),
  }
  if (clientSecret) return new ClientSecretCredential(tenantId, clientId, clientSecret, options)
  if (certificate) return new ClientCertificateCredential(tenantId, clientId, { certificate }, options)
  return new ClientAssertionCredential(tenantId, clientId, async () => assertion ?? '', options)
}
