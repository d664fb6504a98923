import type { AuthenticationResult, Configuration } from '@azure/msal-node'
import type { ClientProof, Grant } from '../../credentials/registry.ts'
import type { TokenRequest } from '../../request/read-request.ts'
import type { Transport } from './network-module.ts'

/** MSAL, as far as a grant needs it. */
export const clients = {
  'client-credentials': () => import('./confidential-client.ts'),
  'confidential-password': () => import('./confidential-client.ts'),
  password: () => import('./public-client.ts'),
  'managed-identity': () => import('./managed-identity.ts'),
} satisfies Record<Grant['type'], () => Promise<unknown>>

type Client<Type extends Grant['type']> = Awaited<ReturnType<(typeof clients)[Type]>>

export interface Acquiring<Type extends Grant['type']> {
  client: Client<Type>
  grant: Extract<Grant, { type: Type }>
  request: TokenRequest
  transport: Transport
}

/** How MSAL is called for each grant. */
export const acquirers: {
  [Type in Grant['type']]: (acquiring: Acquiring<Type>) => Promise<AuthenticationResult | null>
} = {
  'client-credentials': ({ client, request, grant: { proof }, transport }) =>
    new client.ConfidentialClientApplication(
      configuration(request, transport, proof),
    ).acquireTokenByClientCredential({
      scopes: request.scopes,
      azureRegion: 'DisableMsalForceRegion',
      // A new client has nothing in it.
      skipCache: true,
    }),

  'confidential-password': ({ client, request, grant: { username, password, clientSecret }, transport }) =>
    new client.ConfidentialClientApplication(
      configuration(request, transport, { clientSecret }),
    ).acquireTokenByUsernamePassword({ scopes: request.scopes, username, password }),

  password: ({ client, request, grant: { username, password }, transport }) =>
    new client.PublicClientApplication(configuration(request, transport)).acquireTokenByUsernamePassword({
      scopes: request.scopes,
      username,
      password,
    }),

  'managed-identity': ({ client, request: { clientId, scopes }, transport }) =>
    new client.ManagedIdentityApplication({
      ...(clientId && { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      system: { networkClient: transport, disableInternalRetries: true, loggerOptions: silent },
    }).acquireToken({ resource: scopes[0] ?? '', forceRefresh: true }),
}

/** Nothing of MSAL's own log is ours to print; level 0 also spares it to write the lines. */
const silent = { loggerCallback: () => {}, piiLoggingEnabled: false, logLevel: 0 }

/** With all that MSAL would otherwise ask for before the token: instance discovery and the tenant's OpenID configuration. */
function configuration(
  { clientId, tenantId, authorityHost }: TokenRequest,
  networkClient: Transport,
  proof?: Partial<ClientProof>,
): Configuration {
  const authority = `${authorityHost}/${tenantId}`
  return {
    auth: {
      clientId,
      authority,
      knownAuthorities: [new URL(authorityHost).host],
      authorityMetadata: JSON.stringify({
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      }),
      ...proof,
    },
    system: { networkClient, loggerOptions: silent },
  }
}
