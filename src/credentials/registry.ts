import { certificate } from './certificate.ts'
import { clientSecret } from './client-secret.ts'
import type { CredentialKind } from './credential-kind.ts'
import { federated } from './federated.ts'
import { managedIdentity } from './managed-identity.ts'
import { password } from './password.ts'

/** In the order in which they are recommended; the first needs no input. */
export const credentialKinds: readonly [CredentialKind, ...CredentialKind[]] = [
  federated,
  certificate,
  clientSecret,
  password,
  managedIdentity,
]
