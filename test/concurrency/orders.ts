/** One token to acquire. */
export interface Order {
  inputs: Record<string, string>
  /** The job's own OIDC token. */
  oidcToken?: string
}

/** What came of it: a token's claims, or a failure. */
export interface Answer {
  claims?: Record<string, unknown>
  /** Whether the token is hidden in what this acquisition prints. */
  isHidden?: boolean
  title?: string
  text?: string
  lines: string[]
}
