import type { Harmless } from '../values/harmless.ts'

/** What later steps, or whoever called, get. */
export interface Outputs {
  /** Gives all of it, or nothing. @throws if it can't be written */
  handOver(outputs: TokenOutputs): void
}

/** In the order in which they are documented. */
export type TokenOutputs = {
  /** The token itself, which nothing but this may hold. */
  'access-token': string
  'token-type': Harmless
  /** ISO 8601, UTC. */
  'expires-on': Harmless
  /** Whole seconds. */
  'expires-in': Harmless
  scope: Harmless
  'api-url': Harmless
  'tenant-id': Harmless
  'principal-id': Harmless
  credential: Harmless
}
