import type { Deadline } from '../values/deadline.ts'

/** Where a job's own OIDC token comes from: the CI system that runs it. */
export interface IdentityProvider {
  /** Why this job can have no OIDC token, and what would give it the right to one; undefined if it can have one. */
  obstacle(): string | undefined
  /** Asks for a new one for this audience. @throws {Failure} */
  token(audience: string, deadline: Deadline): Promise<string>
}
