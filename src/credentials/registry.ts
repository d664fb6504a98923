import { certificate } from './certificate.ts'
import { clientSecret } from './client-secret.ts'
import type { CredentialKind } from './credential-kind.ts'
import * as kinds from './kinds.ts'
import { password } from './password.ts'

/** In the order in which they are recommended. */
export const credentialKinds: readonly CredentialKind[] = Object.values(kinds)

/** In the order in which their inputs are listed since the first version; newer ones follow. */
export function listedKinds(): CredentialKind[] {
  return [...new Set([clientSecret, certificate, password, ...credentialKinds])]
}

/** What `auto` takes where no input of any came. */
export { federated as defaultKind } from './federated.ts'
