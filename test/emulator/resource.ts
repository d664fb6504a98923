import { powerPlatformHosts } from './hosts.ts'

/** An API that tokens are asked for, as its service principal in a tenant shows it. */
export interface Resource {
  appId: string
  displayName: string
  identifierUris: string[]
  /** Delegated permissions. */
  permissions: string[]
  /** False: AADSTS500014. */
  enabled: boolean
  /** "Assignment required": AADSTS501051 for apps that aren't assigned. */
  requireAssignment: boolean
}

/** Power Platform API, with the API base of every cloud. */
export function powerPlatformApi(): Resource {
  return {
    appId: '8578e004-a5c6-46e7-913e-12f58912df43',
    displayName: 'Power Platform API',
    identifierUris: powerPlatformHosts.map((host) => `https://${host}`),
    permissions: ['AppManagement.ApplicationPackages.Read', 'EnvironmentManagement.Environments.Read'],
    enabled: true,
    requireAssignment: false,
  }
}

/** Azure Resource Manager, which every tenant has. */
export function azureResourceManager(): Resource {
  return {
    appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    displayName: 'Windows Azure Service Management API',
    // Those of its service principal; az asks by the first with a slash.
    identifierUris: ['https://management.azure.com', 'https://management.core.windows.net'].flatMap((uri) => [
      uri,
      `${uri}/`,
    ]),
    permissions: ['user_impersonation'],
    enabled: true,
    requireAssignment: false,
  }
}
