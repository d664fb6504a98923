import { parseUrl } from '../../values/parse-url.ts'

/** Microsoft's own, under which each organisation has its addresses. */
const HOSTS = /^(?:dev\.azure\.com|[a-z0-9-]+\.visualstudio\.com)$/

/**
 * Whether an address is of the Azure DevOps that runs the job, so that the job's access token may go there. Addresses come in
 * variables, which any text that an earlier step printed may have set; that of the job's own connection is written by the
 * agent after all variables, and scripts don't have it.
 */
export function isOwnServer(url: URL, env: NodeJS.ProcessEnv): boolean {
  const own = parseUrl(env.ENDPOINT_URL_SYSTEMVSSCONNECTION ?? '')
  return url.protocol === 'https:' && (url.origin === own?.origin || HOSTS.test(url.hostname))
}
