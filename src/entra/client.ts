import type { AuthenticationResult, Configuration } from '@azure/msal-node'
import type { ClientProof, Grant } from '../credentials/credential.ts'
import type { TokenRequest } from '../inputs/inputs.ts'
import type { Transport } from './transport.ts'

export type Msal = typeof import('./msal.ts')

/** How MSAL is called for each grant. */
export const acquirers: {
  [Type in Grant['type']]: (
    msal: Msal,
    request: TokenRequest,
    grant: Extract<Grant, { type: Type }>,
    transport: Transport,
  ) => Promise<AuthenticationResult | null>
} = {
  'client-credentials': (msal, request, { proof }, transport) =>
    new msal.ConfidentialClientApplication(
      configuration(request, transport, proof),
    ).acquireTokenByClientCredential({ scopes: request.scopes, azureRegion: 'DisableMsalForceRegion' }),

  password: (msal, request, { username, password, clientSecret }, transport) => {
    const app = clientSecret
      ? new msal.ConfidentialClientApplication(configuration(request, transport, { clientSecret }))
      : new msal.PublicClientApplication(configuration(request, transport))
    return app.acquireTokenByUsernamePassword({ scopes: request.scopes, username, password })
  },

  'managed-identity': (msal, { clientId, scopes }, _grant, transport) =>
    new msal.ManagedIdentityApplication({
      ...(clientId && { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      system: { networkClient: transport, disableInternalRetries: true, loggerOptions: silent },
    }).acquireToken({ resource: scopes[0] ?? '', forceRefresh: true }),
}

/** Nothing of MSAL's own log is ours to print. */
const silent = { loggerCallback: () => {}, piiLoggingEnabled: false }

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
