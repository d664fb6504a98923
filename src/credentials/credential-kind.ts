import type { CredentialTraits } from '../advice/credential-traits.ts'
import type { Grant } from '../entra/credential.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import type { IdentityProvider } from '../ports/identity-provider.ts'
import type { Input } from '../ports/inputs.ts'
import type { Person } from '../ports/person.ts'
import type { SecretRegistry } from '../secrets/registry.ts'

/** One way to get a token. */
export interface CredentialKind extends CredentialTraits {
  /** Other names that mean this one, in lower case with hyphens. */
  readonly aliases?: readonly string[]
  /** Its place among those that are recommended; 1 is the best. */
  readonly rank: number
  /** The inputs that belong to it; `auto` picks it when one of them is given. */
  readonly inputs: readonly Input[]
  /** Whether `auto` takes it for somebody who is there and gave no credential. */
  suits?(person: Person): boolean
  /** Inputs of other kinds that it takes in addition to its own. */
  readonly alsoTakes?: readonly Input[]
  /** Reads its inputs and complains about what is wrong with them; undefined if anything is. */
  read(
    reader: InputReader,
    context: CredentialContext,
  ): CredentialParts | undefined | Promise<CredentialParts | undefined>
}

/** The grant, and what is special about the credential that was read. */
export type CredentialParts = { grant: Grant } & Partial<CredentialTraits>

export interface CredentialContext {
  person?: Person
  identityProvider: IdentityProvider
  secrets: SecretRegistry
  /** The input that names a kind, for a complaint about the choice itself. */
  credentialInput: Input
  /** Audience for an OIDC token, unless the user names another. */
  audience: string
}
