import type { CredentialTraits } from '../advice/credential-traits.ts'
import type { IdentityContext } from '../ports/identity-provider.ts'
import type { Person } from '../ports/person.ts'

/** A credential whose inputs were read and found good. */
export interface Credential extends CredentialTraits {
  readonly grant: Grant
}

/** What MSAL is given to get a token with. */
export type Grant =
  | { type: 'client-credentials'; clientCredential: ClientCredential }
  | { type: 'password'; username: string; password: string }
  | { type: 'confidential-password'; username: string; password: string; clientSecret: string }
  | { type: 'browser'; person: Person }
  | { type: 'device-code'; person: Person }
  | { type: 'refresh-token'; refreshToken: string; clientSecret?: string }
  | { type: 'managed-identity' }

/** How an app proves that it is itself. */
export type ClientCredential =
  | { clientSecret: string }
  | { clientCertificate: { thumbprintSha256: string; privateKey: string } }
  | { getAssertion: AssertionSource }

/** Gets the token of another issuer that stands for the app; each acquisition asks anew. @throws {Failure} */
export type AssertionSource = (context: IdentityContext) => Promise<string>

/** Whether the token comes from an endpoint of the machine itself, and not from the login host. */
export function asksMachine(grant: Grant): boolean {
  return grant.type === 'managed-identity'
}

/** The assertion's source; undefined where a grant presents something else. */
export function assertionSource(grant: Grant): AssertionSource | undefined {
  return grant.type === 'client-credentials' && 'getAssertion' in grant.clientCredential
    ? grant.clientCredential.getAssertion
    : undefined
}

/** The client secret of a grant; empty for one without. */
export function clientSecretOf(grant: Grant): string {
  const holder = grant.type === 'client-credentials' ? grant.clientCredential : grant
  return ('clientSecret' in holder && holder.clientSecret) || ''
}

/** All of a grant that nobody may see. */
export function secretsOf(grant: Grant): string[] {
  const own = [
    clientSecretOf(grant),
    'password' in grant ? grant.password : '',
    'refreshToken' in grant ? grant.refreshToken : '',
  ]
  const key =
    grant.type === 'client-credentials' && 'clientCertificate' in grant.clientCredential
      ? [grant.clientCredential.clientCertificate.privateKey]
      : []
  return [...own.filter(Boolean), ...key]
}

/** Grants by which somebody signs in; of all others, a refresh token would be none of the app's. */
const STAYS_SIGNED_IN = ['password', 'confidential-password', 'browser', 'device-code', 'refresh-token']

/** What gets the next token once somebody has signed in: the refresh token (RFC 6749, 6), and no password again. */
export function afterSignIn(credential: Credential, refreshToken: string | undefined): Credential {
  if (refreshToken === undefined || !STAYS_SIGNED_IN.includes(credential.grant.type)) return credential
  const clientSecret = clientSecretOf(credential.grant)
  const grant = { type: 'refresh-token', refreshToken, ...(clientSecret && { clientSecret }) } as const
  return { ...credential, grant, isSentOnce: false }
}
