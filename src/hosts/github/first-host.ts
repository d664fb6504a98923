import { isProxied } from '../../http/proxy.ts'
import { parseUrl } from '../../values/parse-url.ts'
import { credentialInputs, defaultCredentials } from './early-inputs.ts'

/**
 * The host that will be asked first, as far as inputs and variables tell: GitHub's, for the job's own OIDC token.
 * Undefined if another credential is given, or if a proxy is in the way.
 * @param read an input as it was written
 */
export function firstHost(env: NodeJS.ProcessEnv, read: (name: string) => string): URL | undefined {
  const credential = read('credential').trim().toLowerCase()
  const isDefault = credential === '' || defaultCredentials.includes(credential)
  if (!isDefault || credentialInputs.some((name) => read(name).trim())) return undefined
  const url = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
    ? parseUrl(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
    : undefined
  return url?.protocol === 'https:' && !isProxied(url) ? url : undefined
}
