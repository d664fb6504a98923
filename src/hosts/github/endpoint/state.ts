/** What the step leaves for the end of the job. */
export interface State {
  /** Of the endpoint. */
  address: string
  /** What its callers must know. */
  secret: string
  /** Path of its log. */
  log: string
}

/** Undefined where the step started nothing. */
export function readState(env: NodeJS.ProcessEnv): State | undefined {
  const { STATE_address: address, STATE_secret: secret, STATE_log: log } = env
  return address && secret && log ? { address, secret, log } : undefined
}
