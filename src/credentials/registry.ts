import { needsPerson } from '../advice/credential-traits.ts'
import type { CredentialKind } from './credential-kind.ts'
import * as kinds from './kinds.ts'

/** In the order in which they are recommended. */
export const credentialKinds: readonly CredentialKind[] = Object.values(kinds).toSorted(
  (a, b) => a.rank - b.rank,
)

/** Those that need nobody who signs in: what any job can have. */
export const unattendedKinds = credentialKinds.filter((kind) => !needsPerson(kind))

/** What `auto` takes where no input of any came. */
export { federated as defaultKind } from './federated.ts'
