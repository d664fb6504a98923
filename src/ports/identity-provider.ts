import type { SecretRegistry } from '../secrets/registry.ts'
import type { Deadline } from '../values/deadline.ts'

/** Of whoever asks for an OIDC token. */
export interface IdentityContext {
  deadline: Deadline
  /** Where it is hidden, as soon as it is there. */
  secrets: SecretRegistry
}

/** Where a job's own OIDC token comes from: the CI system that runs it. */
export interface IdentityProvider {
  /** Why this job can have no OIDC token, and what would give it the right to one; undefined if it can have one. */
  obstacle(): string | undefined
  /** Asks for a new one for this audience. @throws {Failure} */
  token(audience: string, context: IdentityContext): Promise<string>
}
