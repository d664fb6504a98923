import { Failure, type Fix, type Retry } from '../failure/failure.ts'
import { runAgain } from '../failure/run-again.ts'
import type { Words } from '../ports/words.ts'
import { printable } from '../values/printable.ts'
import { describeAnswer, describeHead, describeRequest } from './describe-answer.ts'
import type { HttpRequest, HttpResponse } from './message.ts'
import { paceOf } from './retry-after.ts'

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

/** For a host that gives no answer. */
export function reachabilityFix(host: string): Fix {
  return {
    text: `Let this machine reach ${host}; behind a proxy, set HTTPS_PROXY in the environment.`,
  }
}
