import { Failure, type Fix, type Pace, type Retry } from '../failure/failure.ts'
import { runAgain } from '../failure/run-again.ts'
import type { Words } from '../ports/words.ts'
import { printable } from '../values/printable.ts'
import type { HttpRequest, HttpResponse } from './message.ts'

/** The kinds, and what the documentation calls them. */
export const headings = {
  'name-not-found': 'Name not found',
  unreachable: 'No connection',
  reset: 'Connection broken',
  'tls-untrusted': 'Certificate not trusted',
  'tls-host-name': 'Certificate for another host',
  'tls-time': 'Certificate outside of its time',
  tls: 'No TLS',
  proxy: 'Proxy',
  'proxy-authentication': 'Proxy demands a password',
  timeout: 'No answer in time',
  deadline: 'Timeout',
  'too-large': 'Answer too large',
  redirect: 'Redirect',
  status: 'Fault of a service',
  network: 'Network',
} as const

export type HttpErrorCode = keyof typeof headings

/** A request without an answer that can be used. */
export class HttpError extends Failure {
  override readonly name = 'HttpError'
  readonly code: HttpErrorCode
  /** The answer of a `status` error. Not enumerable: its body may hold anything. */
  declare readonly response: HttpResponse | undefined

  constructor(code: HttpErrorCode, request: HttpRequest, message: Message, details: Details = {}) {
    const { retry, response, cause } = details
    super({ tried: describeRequest(request), heading: headings[code], ...message }, { cause, retry })
    this.code = code
    Object.defineProperty(this, 'response', { value: response, enumerable: false })
  }
}

/** Method and address without the query, for people. */
export function describeRequest({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string {
  const { origin, pathname } = new URL(url)
  return `${method} ${origin}${pathname}`
}

/** For an answer that can't be the login host's. */
export function loginHostFix({ input }: Words): Fix {
  return {
    text: `Check ${input('authority-host')}, if it is set, and what stands between this machine and the login host.`,
  }
}

interface Message {
  title: string
  answer?: string
  why: string
  fixes?: Fix[]
}

interface Details {
  retry?: Retry | undefined
  response?: HttpResponse
  cause?: unknown
}

/** @param limit in milliseconds @param isDeadline whether it was what the deadline left */
export function timeoutError(
  request: HttpRequest,
  { limit, isDeadline }: { limit: number; isDeadline: boolean },
  { input }: Words,
): HttpError {
  const { host } = new URL(request.url)
  const seconds = Math.round(limit / 100) / 10
  if (isDeadline) {
    return new HttpError('deadline', request, {
      title: `${host} didn't answer before the timeout`,
      why: `The last request had ${seconds} s left of the timeout for everything together.`,
      fixes: [{ text: `Check the way from this machine to the host, or raise ${input('timeout')}.` }],
    })
  }
  return new HttpError(
    'timeout',
    request,
    {
      title: `${host} didn't answer in ${seconds} s`,
      why: 'The connection or the answer took longer than one request may take.',
      fixes: [reachabilityFix(host)],
    },
    { retry: { kind: 'transient', reason: `no answer in ${seconds} s` } },
  )
}

export function redirectError(request: HttpRequest, response: HttpResponse, { input }: Words): HttpError {
  const { host } = new URL(request.url)
  return new HttpError('redirect', request, {
    title: `${host} answered with a redirect, which is not followed`,
    answer: `HTTP ${response.status}, location ${printable(response.headers.location ?? 'missing')}`,
    why: 'A redirect would carry the credential to another host. Entra and Power Platform API send none, so a proxy, a sign-in page of the network or a wrong host is in the way.',
    fixes: [{ text: `Check ${input('authority-host')}, if it is set, and the network's proxy.` }],
  })
}

const MIB = 1024 * 1024

/** @param limit in bytes */
export function tooLargeError(
  request: HttpRequest,
  head: Pick<HttpResponse, 'status' | 'headers'>,
  limit: number,
): HttpError {
  const { host } = new URL(request.url)
  return new HttpError('too-large', request, {
    title: `${host} answered with more than ${limit < MIB ? `${limit / 1024} KiB` : `${limit / MIB} MiB`}`,
    answer: describeHead(head),
    why: 'No genuine answer is that long, so it was refused. A proxy or another server may be in the way.',
  })
}

/** http-client takes such a proxy for none. The address is not shown: it may hold a password. */
export function proxyAddressError(request: HttpRequest): HttpError {
  return new HttpError('proxy', request, {
    title: 'HTTPS_PROXY holds no address of a proxy',
    why: "The environment variable HTTPS_PROXY (or https_proxy) can't be read as the URL of a host and a port, so nothing was sent: it has a path, or a user name or password that is not URL-encoded, or another scheme.",
    fixes: [
      {
        text: 'Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with user name and password URL-encoded (% is %25).',
      },
    ],
  })
}

/** An answer without its body, which may hold anything; of a page, its title. */
export function describeAnswer({ body, ...head }: HttpResponse): string {
  const title = pageTitle(body)
  return `${describeHead(head)}, ${Buffer.byteLength(body)} bytes${title && `, titled "${printable(title)}"`}`
}

function describeHead({ status, headers }: Pick<HttpResponse, 'status' | 'headers'>): string {
  const type = printable(headers['content-type'] ?? 'no content type')
  const encoding = headers['content-encoding']
  return `HTTP ${status}, ${type}${encoding ? `, encoded as ${printable(encoding)}` : ''}`
}

/** Characters. */
const MAX_PAGE_TITLE = 100

/** Of an HTML page, such as a proxy's or a portal's; empty if it has none, or a longer one. */
function pageTitle(body: string): string {
  const start = body.search(/<title>/i)
  if (start < 0) return ''
  const [title = '', end] = body.slice(start + '<title>'.length, start + 200).split('</', 2)
  return end === undefined || title.length > MAX_PAGE_TITLE ? '' : title.trim()
}

/** For 408, 429 and 5xx. */
export function statusError(request: HttpRequest, response: HttpResponse): HttpError {
  const { host } = new URL(request.url)
  const reason = `${host} answered ${response.status}${response.status === 429 ? ' (too many requests)' : ''}`
  return new HttpError(
    'status',
    request,
    {
      title: reason,
      answer: describeAnswer(response),
      why:
        response.status === 429
          ? 'The service throttles this client: too many requests came in too short a time.'
          : 'The service, or a gateway before it, has a passing fault.',
      fixes: [runAgain],
    },
    { response, retry: { kind: 'transient', reason, ...paceOf(response) } },
  )
}

export function paceOf(response: HttpResponse): Pace {
  return { after: retryAfter(response), throttled: response.status === 429 }
}

/** The one form of a date that servers may still send (RFC 9110, 5.6.7). */
const HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/

/**
 * `Retry-After` in milliseconds (RFC 9110, 10.2.3): seconds or a date. A date is taken against the server's own clock.
 * Undefined if it is missing or makes no sense.
 */
export function retryAfter({ headers }: HttpResponse): number | undefined {
  const value = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  if (!HTTP_DATE.test(value)) return undefined
  const date = Date.parse(value)
  const now = Date.parse(headers.date ?? '')
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(now) ? Date.now() : now))
}

/** For a host that gives no answer. */
export function reachabilityFix(host: string): Fix {
  return {
    text: `Let this machine reach ${host}; behind a proxy, set HTTPS_PROXY in the environment.`,
  }
}
