import type { Configuration, INetworkModule } from '@azure/msal-node'
import { Failure } from '../../failure/failure.ts'
import { withoutOwnEndpoint } from '../../values/own-endpoint.ts'
import type { ClientCredential } from '../credential.ts'
import type { TokenRequest } from '../token-request.ts'
import type { TokenResult } from '../token-response.ts'
import { clients } from './clients.ts'
import { MsalRequestError } from './msal-request-error.ts'
import type { MsalNetworkModule } from './network-module.ts'
import { networkModuleOfCall, withNetworkModule } from './network-module-of-call.ts'
import { patientPolls } from './patient-polls.ts'
import type { SignInContext } from './sign-in.ts'

/**
 * Requests a token through MSAL. MSAL caches refusals, and signs an assertion only once, so that each try needs a new
 * client.
 * @param assertion what a federated credential presents
 * @throws {MsalRequestError} if there was no answer with a token, or the failure of the network beneath
 */
export async function requestToken(
  request: TokenRequest,
  assertion: Promise<string | undefined>,
  network: MsalNetworkModule,
  { deadline, words }: SignInContext,
): Promise<TokenResult> {
  network.forget()
  const result = await byGrant(request, assertion, network, { deadline, words }).catch((error: unknown) => {
    const isOurs = error instanceof Failure || error instanceof MsalRequestError
    throw network.failure ?? (isOurs ? error : new MsalRequestError(network.response, error))
  })
  // MSAL takes any answer without an `error` for good, whatever its status.
  if (!result || network.response?.status !== 200) throw new MsalRequestError(network.response, undefined)
  return result
}

async function byGrant(
  request: TokenRequest,
  assertion: Promise<string | undefined>,
  network: MsalNetworkModule,
  context: SignInContext,
): Promise<TokenResult | null> {
  const { grant } = request.credential
  const { scopes, clientId } = request
  switch (grant.type) {
    case 'client-credentials': {
      const { ConfidentialClientApplication } = await clients[grant.type]()
      const auth = authOf(grant.clientCredential, assertion)
      return new ConfidentialClientApplication(
        configuration(request, network, auth),
      ).acquireTokenByClientCredential({ scopes, azureRegion: 'DisableMsalForceRegion', skipCache: true })
    }
    case 'confidential-password': {
      const { ConfidentialClientApplication } = await clients[grant.type]()
      const { username, password, clientSecret } = grant
      return new ConfidentialClientApplication(
        configuration(request, network, { clientSecret }),
      ).acquireTokenByUsernamePassword({ scopes, username, password })
    }
    case 'password': {
      const { PublicClientApplication } = await clients[grant.type]()
      const { username, password } = grant
      const client = new PublicClientApplication(configuration(request, network))
      return client.acquireTokenByUsernamePassword({ scopes, username, password })
    }
    case 'browser':
    case 'device-code': {
      const { PublicClientApplication } = await clients[grant.type]()
      const { signIn } = await import('./sign-in.ts')
      const client = new PublicClientApplication(configuration(request, patientPolls(network)))
      return signIn(client, { ...context, request, grant })
    }
    case 'refresh-token': {
      const { ConfidentialClientApplication, PublicClientApplication } = await clients[grant.type]()
      const { refreshToken, clientSecret } = grant
      const client = clientSecret
        ? new ConfidentialClientApplication(configuration(request, network, { clientSecret }))
        : new PublicClientApplication(configuration(request, network))
      return client.acquireTokenByRefreshToken({ scopes, refreshToken, forceCache: false })
    }
    case 'managed-identity': {
      const { ManagedIdentityApplication } = await clients[grant.type]()
      withoutOwnEndpoint(process.env)
      const client = new ManagedIdentityApplication({
        ...(clientId && { managedIdentityIdParams: { userAssignedClientId: clientId } }),
        system: { networkClient: networkModuleOfCall, disableInternalRetries: true, loggerOptions: silent },
      })
      // MSAL caches these tokens for the whole process: a refresh is forced, so that no call gets another's.
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
