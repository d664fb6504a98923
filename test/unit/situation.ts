import type { CredentialTraits } from '../../src/advice/credential-traits.ts'
import type { Situation } from '../../src/advice/remedy.ts'
import { credentialKinds } from '../../src/credentials/registry.ts'
import { findCloud } from '../../src/values/clouds.ts'
import { plainWords } from '../memory-host.ts'

export const TENANT = '7a1c2b9e-1111-4d0f-9a3e-5a6f0f6f7b11'
export const APP = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'

/** A credential by its name. @param more what a certain one has beside, such as a client secret beside a password */
export function traitsOf(name: string, more: Partial<CredentialTraits> = {}): CredentialTraits {
  const kind = credentialKinds.find((each) => each.name === name)
  if (!kind) throw new Error(`No credential ${name}`)
  return { ...kind, ...more }
}

type Names = { cloud?: string; credential?: string; withClientSecret?: boolean }

/** What is known when a refusal comes, of a job that presented its own OIDC token. */
export function situation({
  cloud = 'public',
  credential = 'federated',
  withClientSecret = false,
  ...more
}: Partial<Omit<Situation, keyof Names>> & Names = {}): Situation {
  const found = findCloud(cloud)
  if (!found) throw new Error(`No cloud ${cloud}`)
  return {
    credential: traitsOf(credential, withClientSecret ? { presents: ['client-secret'] } : {}),
    words: plainWords,
    cloud: found,
    tenantId: TENANT,
    clientId: APP,
    claims: {},
    scopes: [`${found.apiUrl}/.default`],
    ...more,
  }
}
