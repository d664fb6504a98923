import { isProxied } from '../../http/proxy.ts'

/**
 * With any of these, the job's own OIDC token is not asked for. Written out, since to read them from the credentials
 * would load those first; a test compares the two.
 */
const OTHER_CREDENTIALS = [
  'federated-token',
  'federated-token-file',
  'certificate',
  'certificate-path',
  'certificate-password',
  'client-secret',
  'username',
  'password',
]

/**
 * The host that this step will ask first, as far as its variables tell: GitHub's, for the job's own OIDC token.
 * Undefined if another credential is given, or if a proxy is in the way.
 */
export function firstHost(env: NodeJS.ProcessEnv): URL | undefined {
  const input = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() ?? ''
  if (!/^(auto|federated|oidc)?$/i.test(input('credential')) || OTHER_CREDENTIALS.some(input))
    return undefined
  const url = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
    ? URL.parse(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
    : undefined
  return url?.protocol === 'https:' && !isProxied(url) ? url : undefined
}
