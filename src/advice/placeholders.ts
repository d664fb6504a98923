import type { Cloud } from '../values/clouds.ts'
import type { Situation } from './remedy.ts'

/** Words in capitals for what isn't known, as pages and explanations show it. */
export function placeholdersOf(
  cloud: Cloud,
): Pick<Situation, 'cloud' | 'tenantId' | 'clientId' | 'scopes' | 'username' | 'claims'> {
  return {
    cloud,
    tenantId: 'TENANT_ID',
    clientId: 'CLIENT_ID',
    scopes: [`${cloud.apiUrl}/.default`],
    username: 'USER',
    claims: { iss: 'ISSUER', sub: 'SUBJECT', aud: cloud.federatedAudience },
  }
}
