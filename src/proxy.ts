import { checkBypass } from '@actions/http-client/lib/proxy'

/** Whether a proxy forwards requests to this address. */
export function isProxied(url: URL): boolean {
  return Boolean(process.env.https_proxy || process.env.HTTPS_PROXY) && !checkBypass(url)
}
