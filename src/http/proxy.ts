import { checkBypass } from '@actions/http-client/lib/proxy'
import { parseUrl } from '../values/parse-url.ts'
import { isToken } from '../values/token-form.ts'

/** Whether a proxy forwards requests to this address. */
export function isProxied(url: URL): boolean {
  return Boolean(process.env.https_proxy || process.env.HTTPS_PROXY) && !checkBypass(url)
}

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY']

/**
 * The passwords of proxies, as they are written, as they are meant, and with the user's name as a proxy is sent them
 * (RFC 7617). An address that can't be read may hold one anywhere before its last `@`.
 */
export function proxySecrets(env: NodeJS.ProcessEnv): string[] {
  return VARIABLES.flatMap((name) => {
    const address = env[name] ?? ''
    const written = address
      .slice(0, Math.max(0, address.lastIndexOf('@')))
      .replace(/^\s*[a-z][a-z0-9+.-]{0,20}:[/\\]+/i, '')
    // As Node reads it, which takes more than is right: spaces around it, one slash, tabs within.
    const { username = '', password = '' } = parseUrl(address) ?? {}
    return [
      written,
      decoded(written),
      ...(password ? [`${decoded(username)}:${decoded(password)}`] : []),
    ].flatMap(secretsOf)
  })
}

function secretsOf(credentials: string): string[] {
  const [, ...password] = credentials.split(':')
  // Some proxies take a token in the place of the user's name; a name is no secret.
  const secret = password.length > 0 ? password.join(':') : isToken(credentials) ? credentials : ''
  return secret === '' ? [] : [secret, Buffer.from(credentials).toString('base64')]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
