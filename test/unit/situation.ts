import type { Situation } from '../../src/advice/remedy.ts'
import { findCloud } from '../../src/values/clouds.ts'

export const TENANT = '7a1c2b9e-1111-4d0f-9a3e-5a6f0f6f7b11'
export const APP = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'

/** What is known when a refusal comes, of a job that presented its own OIDC token. */
export function situation({
  cloud = 'public',
  ...more
}: Partial<Omit<Situation, 'cloud'>> & { cloud?: string } = {}): Situation {
  const found = findCloud(cloud)
  if (!found) throw new Error(`No cloud ${cloud}`)
  return {
    ...{ credential: 'federated', cloud: found, tenantId: TENANT, clientId: APP, claims: {} },
    ...{ scopes: [`${found.apiUrl}/.default`], storeSecret: (name) => `store ${name}` },
    ...more,
  }
}
