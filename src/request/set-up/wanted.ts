import type { GitHubFilter } from '../../directory/jobs/github.ts'
import type { Cloud } from '../../values/clouds.ts'

/** Whose jobs the app is for. */
export type Jobs =
  | { system: 'github'; repository: string; filters: readonly GitHubFilter[] }
  | {
      system: 'azure-devops'
      organisation: string
      project: string
      /** Empty where no job presents a token of its own. */
      connection: string
    }
  | {
      system: 'gitlab'
      path: string
      refs: readonly { kind: 'branch' | 'tag'; name: string }[]
      issuer?: string
    }
  | { system: 'any'; issuer: string; subject: string }

/** How the app, or the user, proves who it is. */
export type WantedCredential = 'federated' | 'client-secret' | 'password'

/** What is to be set up. */
export interface Wanted {
  cloud: Cloud
  tenantId: string
  /** As people see it. */
  name: string
  /** By which it is found again: letters, digits and hyphens. */
  uniqueName: string
  credential: WantedCredential
  jobs: Jobs
  /** What the app may do in Power Platform; undefined where a user's roles count. */
  role: { name: string; id: string; below: string } | undefined
  /** Delegated permissions, IDs by name. */
  permissions: Readonly<Record<string, string>>
  /** When a new client secret ends. */
  secretEnd: Date
}
