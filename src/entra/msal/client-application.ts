import type { AuthenticationResult, Configuration, INetworkModule } from '@azure/msal-node'
import type { ClientCredential } from '../credential.ts'
import type { TokenRequest } from '../token-request.ts'
import { MsalRequestError } from './msal-request-error.ts'
import type { MsalNetworkModule } from './network-module.ts'
import { networkModuleOfCall, withNetworkModule } from './network-module-of-call.ts'

/**
 * Has MSAL ask for a token. MSAL caches refusals, and signs an assertion once, so that each try has a new client.
 * @param assertion what a federated credential presents
 * @throws {MsalRequestError} if there was no answer with a token, or the failure of the network beneath
 */
export async function askMsal(
  request: TokenRequest,
  assertion: Promise<string | undefined>,
  network: MsalNetworkModule,
): Promise<AuthenticationResult> {
  const result = await byGrant(request, assertion, network).catch((error: unknown) => {
    throw network.failure ?? new MsalRequestError(network.response, error)
  })
  // MSAL takes any answer without an `error` for good, whatever its status.
  if (!result || network.response?.status !== 200) throw new MsalRequestError(network.response, undefined)
  return result
}

async function byGrant(
  request: TokenRequest,
  assertion: Promise<string | undefined>,
  network: MsalNetworkModule,
): Promise<AuthenticationResult | null> {
  const { grant } = request.credential
  const { scopes, clientId } = request
  switch (grant.type) {
    case 'client-credentials': {
      const { ConfidentialClientApplication } = await import('./confidential-client.ts')
      const auth = authOf(grant.clientCredential, assertion)
      return new ConfidentialClientApplication(
        configuration(request, network, auth),
      ).acquireTokenByClientCredential({ scopes, azureRegion: 'DisableMsalForceRegion', skipCache: true })
    }
    case 'confidential-password': {
      const { ConfidentialClientApplication } = await import('./confidential-client.ts')
      const { username, password, clientSecret } = grant
      return new ConfidentialClientApplication(
        configuration(request, network, { clientSecret }),
      ).acquireTokenByUsernamePassword({ scopes, username, password })
    }
    case 'password': {
      const { PublicClientApplication } = await import('./public-client.ts')
      const { username, password } = grant
      return new PublicClientApplication(configuration(request, network)).acquireTokenByUsernamePassword({
        ...{ scopes, username, password },
      })
    }
    case 'managed-identity': {
      const { ManagedIdentityApplication } = await import('./managed-identity.ts')
      const client = new ManagedIdentityApplication({
        ...(clientId && { managedIdentityIdParams: { userAssignedClientId: clientId } }),
        system: { networkClient: networkModuleOfCall, disableInternalRetries: true, loggerOptions: silent },
      })
      return withNetworkModule(network, () =>
        client.acquireToken({ resource: scopes[0] ?? '', forceRefresh: true }),
      )
    }
  }
}

/** In the words of MSAL's configuration. */
function authOf(
  credential: ClientCredential,
  assertion: Promise<string | undefined>,
): Partial<Configuration['auth']> {
  return 'getAssertion' in credential ? { clientAssertion: async () => (await assertion) ?? '' } : credential
}

/** Nothing of MSAL's own log is ours to print; level 0 also spares it to write the lines. */
const silent = { loggerCallback: () => {}, piiLoggingEnabled: false, logLevel: 0 }

/** With all that MSAL would otherwise ask for before the token: instance discovery and the tenant's OpenID configuration. */
function configuration(
  { clientId, tenantId, authorityHost }: TokenRequest,
  networkClient: INetworkModule,
  auth: Partial<Configuration['auth']> = {},
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
      ...auth,
    },
    system: { networkClient, loggerOptions: silent },
  }
}
