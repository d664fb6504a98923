import {
  type DelegatedPermissions,
  graphPermissions,
  powerPlatformPermissions,
} from './delegated-permissions.ts'
import { graphHosts, powerPlatformHosts } from './hosts.ts'

export interface ResourceOptions {
  appId: string
  displayName: string
  identifierUris: string[]
  permissions: DelegatedPermissions
}

/** An API that tokens are asked for, as its service principal in a tenant shows it. */
export class Resource {
  /** Of the service principal: another one in each tenant. */
  readonly objectId = crypto.randomUUID() as string
  readonly appId: string
  displayName: string
  readonly identifierUris: string[]
  /** Delegated permissions and their IDs. */
  readonly permissions: DelegatedPermissions
  /** False: AADSTS500014. */
  enabled = true
  /** "Assignment required": AADSTS501051 for apps that aren't assigned. */
  requireAssignment = false

  constructor({ appId, displayName, identifierUris, permissions }: ResourceOptions) {
    this.appId = appId
    this.displayName = displayName
    this.identifierUris = identifierUris
    this.permissions = permissions
  }
}

/** Microsoft's APIs that a tenant can have; each call makes another service principal. */
const resources = {
  /** Power Platform API, with the API base of every cloud. */
  '8578e004-a5c6-46e7-913e-12f58912df43': {
    displayName: 'Power Platform API',
    identifierUris: powerPlatformHosts.map((host) => `https://${host}`),
    permissions: powerPlatformPermissions,
  },
  '797f4846-ba00-4fd7-ba43-dac1f8f63013': {
    displayName: 'Windows Azure Service Management API',
    // Those of its service principal; az asks by the first with a slash.
    identifierUris: ['https://management.azure.com', 'https://management.core.windows.net'].flatMap((uri) => [
      uri,
      `${uri}/`,
    ]),
    permissions: { user_impersonation: '41094075-9dad-400e-a0bd-54e686782033' },
  },
  '00000003-0000-0000-c000-000000000000': {
    displayName: 'Microsoft Graph',
    // With a slash, as az asks for it.
    identifierUris: graphHosts.flatMap((host) => [`https://${host}`, `https://${host}/`]),
    permissions: graphPermissions,
  },
}

export type ResourceId = keyof typeof resources

export const powerPlatformId: ResourceId = '8578e004-a5c6-46e7-913e-12f58912df43'
export const resourceManagerId: ResourceId = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
export const graphId: ResourceId = '00000003-0000-0000-c000-000000000000'

/** Makes the service principal of one of Microsoft's APIs, or of none if there is none of that ID. */
export function createResource(appId: ResourceId): Resource
export function createResource(appId: string): Resource | undefined
export function createResource(appId: string): Resource | undefined {
  return Object.hasOwn(resources, appId)
    ? new Resource({ appId, ...resources[appId as ResourceId] })
    : undefined
}
