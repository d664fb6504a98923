/** What later steps, or whoever called, get. */
export interface Outputs {
  /** Gives all of it, or nothing. @throws if it can't be written */
  handOver(outputs: TokenOutputs): void
}

/** In the order in which they are documented. All values but the token are harmless. */
export interface TokenOutputs {
  'access-token': string
  'token-type': string
  /** ISO 8601, UTC. */
  'expires-on': string
  /** Whole seconds. */
  'expires-in': string
  scope: string
  'api-url': string
  'tenant-id': string
  'principal-id': string
  credential: string
}
