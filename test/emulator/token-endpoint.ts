import { mintAccessToken, mintIdToken, type TokenSubject } from './access-token.ts'
import { authorizationCodeUser } from './authorization-code-grant.ts'
import type { ClientAuthentication } from './client-authentication.ts'
import { authenticateClient } from './client-authentication.ts'
import { deviceCodeUser } from './device-code-grant.ts'
import { EntraError } from './entra-error.ts'
import type { FetchIssuerDocument } from './issuer-keys.ts'
import { passwordUser } from './password-grant.ts'
import { refreshTokenUser } from './refresh-token-grant.ts'
import type { Reply } from './request.ts'
import { clientCredentialsScope, delegatedScope, type RequestedScope } from './scope.ts'
import type { TokenRequest } from './token-request.ts'
import type { User } from './user.ts'

const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code'

/** The grants that the emulator knows. */
export const grantTypes = [
  'client_credentials',
  'password',
  'authorization_code',
  'refresh_token',
  'device_code',
  deviceCode,
]

/** Answers a token request with a token, or throws the EntraError that refuses it. */
export async function answerTokenRequest(
  token: TokenRequest,
  fetchDocument: FetchIssuerDocument,
): Promise<Reply> {
  if (token.grantType === 'client_credentials') return clientCredentials(token, fetchDocument)
  const client = await authenticateClient(token, fetchDocument)
  const { user, scope } =
    token.grantType === 'password'
      ? { user: passwordUser(token), scope: token.form.get('scope') ?? '' }
      : token.grantType === 'authorization_code'
        ? authorizationCodeUser(token)
        : token.grantType === 'refresh_token'
          ? refreshTokenUser(token)
          : deviceCodeUser(token)
  return userToken(token, { client, user, scope })
}

async function clientCredentials(token: TokenRequest, fetchDocument: FetchIssuerDocument): Promise<Reply> {
  const { directory, tenant, app, form } = token
  const readScope = clientCredentialsScope(form.get('scope') ?? '', tenant)
  const client = await authenticateClient(token, fetchDocument)
  const { audience, resource } = readScope()
  if (resource.requireAssignment && !app.assigned) {
    throw new EntraError(501051, {
      appName: app.displayName,
      resourceId: resource.appId,
      resourceName: resource.displayName,
    })
  }
  if (app.blockedByConditionalAccess) throw new EntraError(53003)
  client.spend()
  const { appidacr } = client
  return { status: 200, body: await bearer({ directory, tenant, app, appidacr, audience }) }
}

async function userToken(
  token: TokenRequest,
  { client, user, scope }: { client: ClientAuthentication; user: User; scope: string },
): Promise<Reply> {
  const { directory, tenant, app, request } = token
  const requested = delegatedScope(scope, tenant, app)
  checkUser(token, user, requested)
  const granted = tenant.consents.permissions(app, requested.resource, user)
  const asked = requested.permissions.filter((permission) => permission !== '.default')
  if (granted.length === 0 || asked.some((permission) => !granted.includes(permission))) {
    throw new EntraError(65001, { appName: app.displayName })
  }
  client.spend()
  const { audience, openId } = requested
  const { appidacr } = client
  const subject: TokenSubject = { directory, tenant, app, appidacr, audience, user, permissions: granted }
  const scopes = [...openId.filter((name) => name !== 'offline_access'), ...grantedScopes(requested, granted)]
  const body = {
    ...(await bearer(subject)),
    scope: scopes.join(' '),
    ...(openId.includes('offline_access') && { refresh_token: tenant.refreshTokens.create(app, user) }),
    ...(openId.includes('openid') && { id_token: await mintIdToken(subject, user, request.host) }),
    ...(token.form.get('client_info') === '1' && { client_info: clientInfo(user.objectId, tenant.id) }),
  }
  return { status: 200, body }
}

function checkUser({ app, grantType }: TokenRequest, user: User, { resource }: RequestedScope): void {
  // Who approves a device code signs in with a browser, and can do there what a password alone can't.
  if (grantType === 'password') {
    if (user.mfaEnrolment) throw new EntraError(50079, { resourceId: resource.appId })
    if (user.mfa) throw new EntraError(50076, { resourceId: resource.appId })
  }
  if (app.blockedByConditionalAccess) throw new EntraError(53003)
  if (app.requireAssignment && !app.assignedUsers.has(user)) {
    throw new EntraError(50105, { appName: app.displayName, user: user.username })
  }
}

async function bearer(subject: TokenSubject) {
  const { expiresIn } = subject.directory
  return {
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: await mintAccessToken(subject),
  }
}

/** Every permission with its resource, and `/.default` last where it was asked for. */
function grantedScopes({ audience, permissions }: RequestedScope, granted: string[]): string[] {
  const names = permissions.includes('.default') ? [...granted, '.default'] : granted
  return names.map((name) => `${audience}/${name}`)
}

/** What MSAL builds its account from. */
function clientInfo(uid: string, utid: string): string {
  return Buffer.from(JSON.stringify({ uid, utid })).toString('base64url')
}
