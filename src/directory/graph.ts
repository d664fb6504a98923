import type { PlanRequest } from '../plan/step.ts'
import { type Cloud, publicCloud } from '../values/clouds.ts'

/** Of Microsoft Graph, in a cloud whose Graph has a published address. */
export function graphUrl({ graphUrl: base = publicCloud.graphUrl }: Cloud, path: string): string {
  return `${base}/v1.0${path}`
}

/** A request to Microsoft Graph. */
export function graphRequest(
  cloud: Cloud,
  method: PlanRequest['method'],
  path: string,
  { body, headers }: Pick<PlanRequest, 'body' | 'headers'> = {},
): PlanRequest {
  return {
    ...{ service: 'graph', method, url: graphUrl(cloud, path) },
    ...(headers && { headers }),
    ...(body !== undefined && { body }),
  }
}

/** Makes what an address names, or changes it (https://learn.microsoft.com/graph/api/application-upsert). */
export const CREATE_IF_MISSING = { Prefer: 'create-if-missing' }

/** Pages of the Entra admin center, by the way there. */
export const APP_REGISTRATIONS = 'Entra admin center › App registrations'
