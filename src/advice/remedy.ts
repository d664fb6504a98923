import type { Fix, Retry } from '../failure/failure.ts'
import type { IssuedTokens } from '../ports/issued-tokens.ts'
import type { Words } from '../ports/words.ts'
import type { Cloud } from '../values/clouds.ts'
import type { Claims } from '../values/jwt.ts'
import {
  type ClientCredentialType,
  type CredentialTraits,
  isAbout,
  type Principal,
} from './credential-traits.ts'

/** What is known when a refusal comes, to choose the words and to fill the commands with. */
export interface Situation {
  credential: CredentialTraits
  words: Words
  /** What the host knows of its tokens, once a refusal is explained. */
  issuedTokens?: IssuedTokens | undefined
  cloud: Cloud
  /** Directory ID or domain; empty for a managed identity. */
  tenantId: string
  /** Empty for a system-assigned managed identity. */
  clientId: string
  scopes: readonly string[]
  username?: string
  /** Whether what came as the client secret has the form of a secret's ID. */
  secretLooksLikeId?: boolean
  /** Of the assertion that was presented; empty if there was none. */
  claims: Claims
  /** Whether they are made up, to show what there is to compare. */
  isExample?: true
  /** Seconds that the other side's clock is ahead of this one's, where its answer told the time. */
  clockSkew?: number | undefined
  /** Whom the access token speaks for, where there is one. */
  principal?: { id: string }
  /** Delegated permissions of which Power Platform API would accept any; plain words. */
  permissions?: readonly string[] | undefined
}

/** Why a request is refused with these codes, and what helps. */
export interface Remedy {
  /**
   * AADSTS numbers. A text is OAuth's error value, or names a refusal that has no number; it is also the
   * heading under which the documentation has it.
   */
  codes: readonly (number | string)[]
  /** Who signs in, or what proves it: any of these; without it, any credential. */
  about?: readonly (Principal | ClientCredentialType)[]
  title: string
  why: string | ((situation: Situation) => string)
  fixes: readonly Fix[] | ((situation: Situation) => Fix[])
  /** Whether another try can help, and when. */
  retry: Retry['kind'] | 'never'
  /** Whether each further try makes it worse, whichever credential is sent. */
  triesHarm?: true
  /** Whether a person who signs in passes it, or must do so again. */
  needsSignIn?: true
  /** Microsoft's page. */
  docs: string
}

/** All whose tenant and app registration the inputs name. */
export const REGISTERED: readonly Principal[] = ['app', 'user', 'person']

/** Is it advice about what was sent? */
export function isFor(
  { about }: Pick<Remedy, 'about'>,
  { credential }: Pick<Situation, 'credential'>,
): boolean {
  return !about || isAbout(about, credential)
}

/** Microsoft's page about one AADSTS number. */
export function errorPage(code: number | string): string {
  return `https://login.microsoftonline.com/error?code=${code}`
}
