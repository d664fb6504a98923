// @azure/identity with nothing changed: its own HTTP pipeline, its own discovery, its own retries.
import {
  AzurePipelinesCredential,
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
  /** A job of Azure Pipelines, and what it asks for. */
  pipeline?: { oidcRequestUri: string; accessToken: string; connectionId: string }
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
  const { tenantId, clientId, clientSecret, certificate, assertion, pipeline } = given
  const options = {
    ...(given.authorityHost && { authorityHost: given.authorityHost }),
    ...(given.disableInstanceDiscovery && { disableInstanceDiscovery: true }),
  }
  if (pipeline) {
    process.env.SYSTEM_OIDCREQUESTURI = pipeline.oidcRequestUri
    const { connectionId, accessToken } = pipeline
    return new AzurePipelinesCredential(tenantId, clientId, connectionId, accessToken, options)
  }
  if (clientSecret) return new ClientSecretCredential(tenantId, clientId, clientSecret, options)
  if (certificate) return new ClientCertificateCredential(tenantId, clientId, { certificate }, options)
  return new ClientAssertionCredential(tenantId, clientId, async () => assertion ?? '', options)
}
