import { credentialKinds, defaultKind } from '../../credentials/registry.ts'
import { credentialInput } from '../../request/choose-credential.ts'

/*
 * What the first connection must know of the inputs, before anything is loaded: the build puts in its place what it
 * exports.
 */

/** With one of these, the default kind of credential is taken if none is given an input. */
export const defaultCredentials: readonly string[] = [
  credentialInput.default,
  defaultKind.name,
  ...(defaultKind.aliases ?? []),
]

/** With any of these, the job's own OIDC token is not asked for. */
export const credentialInputs: readonly string[] = credentialKinds.flatMap(({ inputs }) =>
  inputs.map(({ name }) => name),
)
