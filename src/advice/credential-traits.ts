/**
 * Who signs in: an app, a user by a name and password that are stored, a person who is there and sees a sign-in page, or the
 * machine with its managed identity.
 */
export type Principal = 'app' | 'user' | 'person' | 'machine'

/** What proves the app to Entra. */
export type ClientCredentialType = 'client-secret' | 'certificate' | 'federated-token'

/** What advice can be about, as people call it. */
export const topics: Readonly<Record<Principal | ClientCredentialType, string>> = {
  app: 'an app',
  user: "a user's sign-in",
  person: "a person's sign-in",
  machine: 'a managed identity',
  'client-secret': 'a client secret',
  certificate: 'a certificate',
  'federated-token': 'a federated token',
}

/** What a credential is, as far as requests, retries and advice differ by it: no code compares its name. */
export interface CredentialTraits {
  /** As users choose it. */
  readonly name: string
  readonly signsIn: Principal
  /** Empty for what proves itself by other means. */
  readonly presents: readonly ClientCredentialType[]
  /** Whether its token may be for several scopes of an API. */
  readonly takesSeveralScopes?: boolean
  /** Never sent twice in a run: any try may count towards a lockout, even one whose answer was lost. */
  readonly isSentOnce?: boolean
  /** The credential by which a person signs in who can't with this one. */
  readonly otherWay?: string
  /** Whether what it presents is new each time, so that one refused as expired deserves another try. */
  readonly isRenewable?: boolean
}

/** Is one of these what signs in, or what proves it? */
export function isAbout(
  about: readonly (Principal | ClientCredentialType)[],
  { signsIn, presents }: Pick<CredentialTraits, 'signsIn' | 'presents'>,
): boolean {
  return about.some((topic) => topic === signsIn || presents.some((type) => type === topic))
}

/** Whether the token speaks for a user, with delegated permissions. */
export function isForUser({ signsIn }: Pick<CredentialTraits, 'signsIn'>): boolean {
  return signsIn === 'user' || signsIn === 'person'
}

/** Whether somebody must be there to sign in: no job can have it. */
export function needsPerson({ signsIn }: Pick<CredentialTraits, 'signsIn'>): boolean {
  return signsIn === 'person'
}

/** Whether it has an app registration, in a tenant that the inputs name: a managed identity has neither. */
export function isRegistered({ signsIn }: Pick<CredentialTraits, 'signsIn'>): boolean {
  return signsIn !== 'machine'
}
