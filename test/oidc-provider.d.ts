declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  /** As much of it as is used here; the package has no types of its own. */
  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    on(event: 'grant.success', listener: (context: GrantContext) => void): this
    on(event: 'grant.error', listener: (context: GrantContext, error: GrantError) => void): this
  }

  export interface GrantContext {
    oidc: { params: Record<string, string | undefined> }
  }

  export interface GrantError extends Error {
    /** What the answer leaves out. */
    error_detail?: string
  }
}
