/** An address as this program's own identity endpoint has it; those of App Service and Container Apps have other forms. */
const OWN = /^http:\/\/127\.0\.0\.1:\d+\/msi\/token$/

/** Takes this program's own endpoint out of an environment: it is no identity of the machine's. */
export function withoutOwnEndpoint(env: NodeJS.ProcessEnv): void {
  if (!OWN.test(env.IDENTITY_ENDPOINT ?? '')) return
  delete env.IDENTITY_ENDPOINT
  delete env.IDENTITY_HEADER
}

/** Whether it is this program's own. */
export function isOwnEndpoint(address: string): boolean {
  return OWN.test(address)
}
