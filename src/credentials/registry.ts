import type { CredentialKind } from './credential-kind.ts'
import * as kinds from './kinds.ts'

/** In the order in which they are recommended. */
export const credentialKinds: readonly CredentialKind[] = Object.values(kinds).toSorted(
  (a, b) => a.rank - b.rank,
)

/** What `auto` takes where no input of any came. */
export { federated as defaultKind } from './federated.ts'
