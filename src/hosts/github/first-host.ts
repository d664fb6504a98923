import { isProxied } from '../../http/proxy.ts'
import { parseUrl } from '../../values/parse-url.ts'
import { credentialInputs, defaultCredentials } from './early-inputs.ts'
import { readInput } from './input-variable.ts'

/**
 * The host that this step will ask first, as far as its variables tell: GitHub's, for the job's own OIDC token.
 * Undefined if another credential is given, or if a proxy is in the way.
 */
export function firstHost(env: NodeJS.ProcessEnv): URL | undefined {
  const input = (name: string) => readInput(env, name).trim()
  const credential = input('credential').toLowerCase()
  const isDefault = credential === '' || defaultCredentials.includes(credential)
  if (!isDefault || credentialInputs.some(input)) return undefined
  const url = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
    ? parseUrl(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
    : undefined
  return url?.protocol === 'https:' && !isProxied(url) ? url : undefined
}
