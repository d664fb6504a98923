import type { Fix } from './failure.ts'
import type { HttpRequest } from './http.ts'
import { HttpError, type HttpErrorCode, reachabilityFix } from './http-error.ts'
import { printable } from './printable.ts'

/** What each error of Node means to a user; the first row whose pattern is found in `code: message` counts. */
const networkErrors: readonly {
  pattern: RegExp
  code: HttpErrorCode
  title: (host: string) => string
  why: string
  fix: (host: string) => Fix
  final?: true
}[] = [
  {
    pattern: /tunneling socket.*statusCode=407/,
    code: 'proxy-authentication',
    title: () => 'The proxy demands a user name and password (HTTP 407)',
    why: 'HTTPS_PROXY names a proxy that refused the connection because it got no credentials, or wrong ones.',
    fix: () => ({
      text: 'Put them, URL-encoded, into HTTPS_PROXY as http://USER:PASSWORD@HOST:PORT, from a secret.',
    }),
    final: true,
  },
  {
    pattern: /tunneling socket|illegal response body from proxy/,
    code: 'proxy',
    title: (host) => `The proxy made no connection to ${host}`,
    why: 'HTTPS_PROXY names a proxy that is out of reach or refused to connect.',
    fix: (host) => ({
      text: `Check HTTPS_PROXY, let the proxy pass ${host}:443, or name the host in NO_PROXY.`,
    }),
  },
  {
    pattern: /^(ENOTFOUND|EAI_)/,
    code: 'name-not-found',
    title: (host) => `The name ${host} was not found`,
    why: 'DNS on this runner has no address for it.',
    fix: reachabilityFix,
  },
  {
    pattern: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)/,
    code: 'unreachable',
    title: (host) => `No connection to ${host}`,
    why: 'The connection was refused, or no way leads there from this runner.',
    fix: reachabilityFix,
  },
  {
    pattern: /^(ERR_TLS_CERT_ALTNAME_INVALID|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|EPROTO|ERR_TLS)/,
    code: 'tls',
    title: (host) => `No trusted TLS connection to ${host}`,
    why: "The host's certificate was not accepted, so nothing was sent.",
    fix: () => ({
      text: "If a proxy of your organisation inspects TLS, put its root certificate into a file on the runner and name the file in the job's environment variable NODE_EXTRA_CA_CERTS.",
    }),
    final: true,
  },
  {
    pattern: /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_)|socket hang up|aborted/,
    code: 'reset',
    title: (host) => `The connection to ${host} broke before the whole answer came`,
    why: 'The other side, or something between, closed the connection.',
    fix: reachabilityFix,
  },
]

/** An error of Node's network modules, in words. */
export function networkError(request: HttpRequest, error: unknown): HttpError {
  const { host } = new URL(request.url)
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException
  const said = printable(`${code}: ${message}`)
  const row = networkErrors.find(({ pattern }) => pattern.test(said))
  const words = {
    title: row?.title(host) ?? `The request to ${host} failed`,
    answer: said,
    why: row?.why ?? 'The network gave no answer.',
    fixes: [row?.fix(host) ?? reachabilityFix(host)],
  }
  const retry = row?.final ? undefined : { reason: `${words.title} (${said})` }
  return new HttpError(row?.code ?? 'network', request, words, { retry, cause: error })
}
