/** What the secret of this program's own identity endpoint begins with; those of Azure's are made otherwise. */
export const OWN_SECRET = 'ppt_'

/** Whether the endpoint that an environment names is this program's own. */
export function isOwnEndpoint({ IDENTITY_ENDPOINT, IDENTITY_HEADER }: NodeJS.ProcessEnv): boolean {
  return Boolean(IDENTITY_ENDPOINT && IDENTITY_HEADER?.startsWith(OWN_SECRET))
}

/** Takes this program's own endpoint out of an environment: it is no identity of the machine's. */
export function withoutOwnEndpoint(env: NodeJS.ProcessEnv): void {
  if (!isOwnEndpoint(env)) return
  delete env.IDENTITY_ENDPOINT
  delete env.IDENTITY_HEADER
}
