import { createHash, randomBytes } from 'node:crypto'
import type { App } from './app.ts'
import type { Directory } from './directory.ts'
import type { Tenant } from './tenant.ts'
import type { User } from './user.ts'

export interface TokenSubject {
  directory: Directory
  tenant: Tenant
  app: App
  /** How the app proved itself: nothing, a secret, a certificate or federated assertion. */
  appidacr: '0' | '1' | '2'
  /** The resource as the scope named it. */
  audience: string
  user?: User
  /** Delegated permissions, with a user. */
  permissions?: string[]
}

/**
 * Mints an access token with the claims of Entra's v1 tokens, which is what Power Platform API asks for
 * (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
 */
export function mintAccessToken(subject: TokenSubject): Promise<string> {
  const { directory, tenant, app, appidacr, audience, user } = subject
  // Entra sets the start five minutes back, for clocks that lag.
  const now = Math.floor(Date.now() / 1000)
  const issuer = `https://sts.windows.net/${tenant.id}/`
  return directory.signingKey.sign({
    aud: audience,
    iss: issuer,
    iat: now - 300,
    nbf: now - 300,
    exp: now + directory.expiresIn + 1,
    ...(user && { acr: '1' }),
    aio: opaque(39),
    ...(user && { amr: ['pwd'] }),
    appid: app.clientId,
    appidacr,
    ...(user ? userClaims(subject, user) : { idp: issuer, idtyp: 'app', oid: app.objectId }),
    rh: `1.${opaque(45)}.`,
    sub: user ? createHash('sha256').update(`${user.objectId}${audience}`).digest('base64url') : app.objectId,
    tid: tenant.id,
    ...(user && { unique_name: user.username, upn: user.username }),
    uti: opaque(16),
    ver: '1.0',
    xms_ftd: opaque(48),
  })
}

/** Mints the ID token that a user's sign-in also answers when `openid` is asked for. */
export function mintIdToken(
  { directory, tenant, app }: TokenSubject,
  user: User,
  host: string,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return directory.signingKey.sign({
    aud: app.clientId,
    iss: `https://${host}/${tenant.id}/v2.0`,
    iat: now - 300,
    nbf: now - 300,
    exp: now + directory.expiresIn + 1,
    name: user.displayName,
    oid: user.objectId,
    preferred_username: user.username,
    rh: `1.${opaque(45)}.`,
    sub: createHash('sha256').update(`${user.objectId}${app.clientId}`).digest('base64url'),
    tid: tenant.id,
    uti: opaque(16),
    ver: '2.0',
  })
}

/** Bytes that mean something to Entra alone. */
export function opaque(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

function userClaims({ permissions = [] }: TokenSubject, user: User) {
  return {
    idtyp: 'user',
    ipaddr: '192.0.2.10',
    name: user.displayName,
    oid: user.objectId,
    puid: user.objectId.replaceAll('-', '').slice(0, 16).toUpperCase(),
    scp: permissions.join(' '),
  }
}
