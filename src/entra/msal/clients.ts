/** MSAL's clients, each loaded on its own, and only when a grant needs it. */
export const clients = {
  'client-credentials': () => import('./confidential-client.ts'),
  'confidential-password': () => import('./confidential-client.ts'),
  password: () => import('./public-client.ts'),
  browser: () => import('./public-client.ts'),
  'device-code': () => import('./public-client.ts'),
  'refresh-token': () => import('./refresh-client.ts'),
  'managed-identity': () => import('./managed-identity.ts'),
}
