import type { Report } from '../commands/facts.ts'
import type { Http } from '../http/client.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import type { Host } from '../ports/host.ts'
import { certificate } from './certificate.ts'
import { clientSecret } from './client-secret.ts'
import { federated } from './federated.ts'
import { managedIdentity } from './managed-identity.ts'
import { password } from './password.ts'

/** What MSAL is given to get a token with. */
export type Grant =
  /** `ready`: that the proof has been obtained. MSAL prepares its request meanwhile. */
  | { type: 'client-credentials'; proof: ClientProof; ready?: Promise<unknown> }
  | { type: 'password'; username: string; password: string }
  | { type: 'confidential-password'; username: string; password: string; clientSecret: string }
  | { type: 'managed-identity' }

/** How an app proves that it is itself, in the words of MSAL's configuration. */
export type ClientProof =
  | { clientSecret: string }
  | { clientAssertion: () => Promise<string> }
  | { clientCertificate: { thumbprintSha256: string; privateKey: string } }

/** What a credential needs to do its part. */
export interface Means {
  http: Http
  host: Host
  report: Report
}

/** A credential whose inputs were read and found good. */
export interface Credential {
  /** Gives MSAL's part; a federated one asks for its token here. */
  grant(means: Means): Grant
  /** Whether a new grant differs from the last one, so that one refused as expired deserves another try. */
  renewable?: boolean
}

export type CredentialName = 'federated' | 'certificate' | 'client-secret' | 'password' | 'managed-identity'

/** One way to get a token. */
export interface CredentialKind {
  name: CredentialName
  /** Other names that mean this one, in lower case with hyphens. */
  aliases?: readonly string[]
  /** The inputs that belong to it; `auto` picks it when one of them is given. */
  inputs: readonly string[]
  /** Reads its inputs and complains about what is wrong with them; undefined if anything is. */
  read(
    reader: InputReader,
    context: CredentialContext,
  ): Credential | undefined | Promise<Credential | undefined>
}

export interface CredentialContext {
  host: Host
  /** Audience for an OIDC token, unless the user names another. */
  audience: string
}

/** In the order in which they are recommended. */
export const credentialKinds: readonly CredentialKind[] = [
  federated,
  certificate,
  clientSecret,
  password,
  managedIdentity,
]
