import type { Fix } from '../failure/failure.ts'
import { printable } from '../values/printable.ts'
import { describeExtraCa } from './extra-ca.ts'
import { HttpError, type HttpErrorCode, reachabilityFix } from './http-error.ts'
import type { HttpRequest } from './message.ts'

/** What each error of Node means to a user; the first row whose pattern is found in `code: message` counts. */
export const networkErrors: readonly {
  pattern: RegExp
  code: HttpErrorCode
  title: (host: string) => string
  why: string
  fix: (host: string) => Fix
  final?: true
}[] = [
  {
    pattern: /^ERR_(INVALID|HTTP_INVALID|UNESCAPED)/,
    code: 'network',
    title: (host) => `The request to ${host} could not be made`,
    why: 'Something in it is no valid part of an HTTP request, such as a line break in a token; nothing was sent.',
    fix: () => ({
      text: 'Look for line breaks and invisible characters in the environment variables.',
    }),
    final: true,
  },
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
    pattern: /tunneling socket.*statusCode=4(?!08|29)/,
    code: 'proxy',
    title: (host) => `The proxy refuses to connect to ${host}`,
    why: 'HTTPS_PROXY names a proxy whose rules forbid this host.',
    fix: proxyFix,
    final: true,
  },
  {
    pattern: /tunneling socket.*certificate/,
    code: 'tls-untrusted',
    title: () => 'No trusted TLS connection to the proxy',
    why: 'The certificate of the proxy that HTTPS_PROXY names was not accepted, so nothing was sent.',
    fix: trustFix,
    final: true,
  },
  {
    pattern: /tunneling socket could not be established, cause=(?:connect|getaddrinfo) /,
    code: 'proxy',
    title: () => 'The proxy is out of reach',
    why: 'HTTPS_PROXY names a proxy that this machine finds no way to, so nothing was sent. Its address is in the answer above.',
    fix: () => ({
      text: 'Check the host and the port in HTTPS_PROXY, and that this machine can reach them.',
    }),
  },
  {
    pattern: /tunneling socket|illegal response body from proxy/,
    code: 'proxy',
    title: (host) => `The proxy made no connection to ${host}`,
    why: 'HTTPS_PROXY names a proxy that could not connect.',
    fix: proxyFix,
  },
  {
    pattern: /^(ENOTFOUND|EAI_)/,
    code: 'name-not-found',
    title: (host) => `The name ${host} was not found`,
    why: 'DNS on this machine has no address for it.',
    fix: reachabilityFix,
  },
  {
    pattern: /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)/,
    code: 'unreachable',
    title: (host) => `No connection to ${host}`,
    why: 'The connection was refused, or no way leads there from this machine.',
    fix: reachabilityFix,
  },
  {
    pattern: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/,
    code: 'tls-host-name',
    title: (host) => `The certificate of ${host} is for another host`,
    why: 'Another server answers under this name, so nothing was sent.',
    fix: (host) => ({
      text: `Check what ${host} leads to from this machine, and whether it is the host that you mean.`,
    }),
    final: true,
  },
  {
    pattern: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)/,
    code: 'tls-time',
    title: (host) => `The certificate of ${host} is not valid at this time`,
    get why() {
      return `It has expired, or its time has not come, by this machine's clock, which says ${new Date().toISOString()}. Nothing was sent.`
    },
    fix: () => ({ text: "Check this machine's clock; if it is right, the server needs a new certificate." }),
    final: true,
  },
  {
    pattern: /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_|PATH_LENGTH)/,
    code: 'tls-untrusted',
    title: (host) => `No trusted TLS connection to ${host}`,
    why: "The host's certificate was not accepted, so nothing was sent.",
    fix: trustFix,
    final: true,
  },
  {
    pattern: /^(ERR_SSL|EPROTO|ERR_TLS)/,
    code: 'tls',
    title: (host) => `No TLS connection to ${host}`,
    why: 'The other side speaks no TLS, or no version of it that Node takes. Nothing was sent.',
    fix: reachabilityFix,
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

function proxyFix(host: string): Fix {
  return { text: `Check HTTPS_PROXY, let the proxy pass ${host}, or name the host in NO_PROXY.` }
}

function trustFix(): Fix {
  return {
    text: 'If a proxy of your organisation inspects TLS, put its root certificate into a file on this machine, and name the file in the environment variable NODE_EXTRA_CA_CERTS.',
  }
}

/** Characters. Node's own words; what may come after them, such as all names of a certificate, is the server's. */
const MAX_MATCHED = 500

/** An error of Node's network modules, in words. */
export function networkError(request: HttpRequest, error: unknown): HttpError {
  const { host } = new URL(request.url)
  const said = printable(describe(error))
  const beginning = said.slice(0, MAX_MATCHED)
  const row = networkErrors.find(({ pattern }) => pattern.test(beginning))
  const extra = row?.code === 'tls-untrusted' ? describeExtraCa(process.env.NODE_EXTRA_CA_CERTS) : undefined
  const words = {
    title: row?.title(host) ?? `The request to ${host} failed`,
    answer: said,
    why: [row?.why ?? 'The network gave no answer.', extra?.why].filter(Boolean).join(' '),
    fixes: [extra?.fix ?? row?.fix(host) ?? reachabilityFix(host)],
  }
  const retry = row?.final ? undefined : { kind: 'transient' as const, reason: `${words.title} (${said})` }
  return new HttpError(row?.code ?? 'network', request, words, { retry, cause: error })
}

function describe(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException
  // A name with several addresses fails once for each, and the whole says nothing itself.
  const messages = error instanceof AggregateError ? error.errors.map((each) => each.message) : [message]
  return `${code}: ${messages.join('; ')}`
}
