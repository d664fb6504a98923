import type { Step } from '../plan/step.ts'
import { type Cloud, POWER_PLATFORM_API } from '../values/clouds.ts'
import { APP_REGISTRATIONS, CREATE_IF_MISSING, graphRequest, graphUrl } from './graph.ts'

const PATH = "/applications(uniqueName='{uniqueName}')"
/** Lets it send a user's password without a secret of its own. */
const PUBLIC_CLIENT = { isFallbackPublicClient: true }

interface ApplicationOptions {
  cloud: Cloud
  /** Whether users sign in to it. */
  isPublicClient: boolean
  /** IDs of the delegated permissions that it asks for. */
  permissions: readonly string[]
}

/**
 * The app registration: who the pipeline is. Its unique name says whether it is there already, whatever others are called.
 * https://learn.microsoft.com/graph/api/application-upsert
 */
export function applicationStep({ cloud, isPublicClient, permissions }: ApplicationOptions): Step {
  const resourceAccess = permissions.map((id) => ({ id, type: 'Scope' }))
  return {
    id: 'application',
    purpose: 'Registers the app that stands for the pipeline.',
    needs: 'any member of the tenant; where it forbids members to register apps, an Application Developer',
    service: 'graph',
    search: { url: graphUrl(cloud, PATH) },
    request: graphRequest(cloud, 'PATCH', PATH, {
      headers: CREATE_IF_MISSING,
      body: {
        ...{ displayName: '{name}', signInAudience: 'AzureADMyOrg' },
        ...(isPublicClient && { ...PUBLIC_CLIENT, publicClient: { redirectUris: ['http://localhost'] } }),
        ...(permissions.length > 0 && {
          requiredResourceAccess: [{ resourceAppId: POWER_PLATFORM_API, resourceAccess }],
        }),
      },
    }),
    ...(isPublicClient && {
      update: {
        request: graphRequest(cloud, 'PATCH', '/applications/{appObjectId}', { body: PUBLIC_CLIENT }),
        isDone: ({ isFallbackPublicClient }) => isFallbackPublicClient === true,
      },
    }),
    learns: { appObjectId: 'id', clientId: 'appId' },
    undo: graphRequest(cloud, 'DELETE', '/applications/{appObjectId}'),
    portal: [
      `${APP_REGISTRATIONS} › New registration: name it {name}, leave "Single tenant", and choose Register.`,
      'Overview: note the Application (client) ID and the Directory (tenant) ID.',
      ...(isPublicClient
        ? ['Authentication › Settings: switch on "Allow public client flows", and Save.']
        : []),
    ],
  }
}
