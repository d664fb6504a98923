import type { Deadline } from '../values/deadline.ts'

/** Whoever sets up, signed in by a tool of theirs. */
export interface Administrator {
  /**
   * An access token for a resource, hidden already.
   * @param resource address or ID
   * @throws {Failure} saying how to sign in
   */
  token(resource: string, deadline: Deadline): Promise<string>
}
