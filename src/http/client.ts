import { Failure } from '../failure/failure.ts'
import { backoff } from '../retry/backoff.ts'
import { monotonic } from '../values/monotonic.ts'
import type { EarlyConnections } from './early-connections.ts'
import { exchange } from './exchange.ts'
import { HttpError, redirectError, statusError, timeoutError } from './http-error.ts'
import { networkError } from './network-error.ts'
import { isProxied } from './proxy.ts'

/** One request, in milliseconds: above Entra's slowest answers, and short enough to try again within the default `timeout`. */
const REQUEST_TIMEOUT = 15_000

export interface HttpRequest {
  method: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: string
  /** Milliseconds for this request; 15 s if it isn't given, and never more than the step has left. */
  timeout?: number
  /** Leaves the proxy variables aside: for endpoints of the machine itself. */
  direct?: boolean
  /** Bytes of an answer of 200; MAX_BODY of exchange.ts if it isn't given. */
  maxBody?: number
}

export interface HttpResponse {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
}

export interface HttpOptions {
  /** Seconds for everything together. */
  timeout: number
  /** What is open already; closed with this. */
  connections: EarlyConnections
  /** Gets one line for each retry. */
  info(line: string): void
  /** Gets one line for each request. */
  debug(line: string): void
}

/**
 * The one way out: @actions/http-client, which honours HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS, with one deadline
 * for everything, whole bodies, no redirects, and another try for what can heal. The first connection may be open
 * already, by the entry.
 */
export class Http {
  readonly #options: HttpOptions
  /** In milliseconds. */
  readonly #timeout: number
  readonly #connections: EarlyConnections
  #deadline = 0

  constructor(options: HttpOptions) {
    this.#options = options
    this.#timeout = options.timeout * 1000
    this.#connections = options.connections
    this.restart()
  }

  /**
   * Opens a connection for a request that will come; behind a proxy there is none to be had early.
   * @returns once its handshake begins
   */
  async connect(origin: string): Promise<void> {
    const url = new URL(origin)
    if (!isProxied(url)) await this.#connections.open(url)
  }

  /** Settles when the connections so far are under way, and there is time for other work. */
  underWay(): Promise<void> {
    return this.#connections.underWay()
  }

  /** Closes what was opened early and not used. */
  [Symbol.dispose](): void {
    this.#connections.close()
  }

  /** Sends until an answer comes that isn't 408, 429 or 5xx. @throws {HttpError} */
  fetch(request: HttpRequest): Promise<HttpResponse> {
    return this.retry(() => this.send(request))
  }

  /**
   * Runs `attempt` again when it threw a failure that may pass soon, as long as the deadline allows.
   * @throws what the last attempt threw
   */
  async retry<T>(attempt: () => Promise<T>): Promise<T> {
    let last: Failure | undefined
    let crowded = false
    for (let tries = 1; ; tries++) {
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        // What went wrong before says more than that the time then ran out.
        if (last && ranOutOfTime(error)) {
          throw outOfTime(last, describeTries(tries, { left: 0 }))
        }
        last = error
        const { retry } = error
        if (retry?.kind !== 'transient') throw tries > 1 ? error.addTried(describeTries(tries)) : error
        crowded ||= retry.crowded ?? false
        const left = this.#left()
        const wait = backoff(tries, { after: retry.after, crowded, timeout: this.#timeout, left })
        if (wait >= left) throw outOfTime(error, describeTries(tries, { asked: retry.after, left }))
        this.#options.info(`Retry ${tries} in ${seconds(wait)} s: ${retry.reason}`)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  /** Gives the next tries the whole timeout again, after a wait that the user asked for. */
  restart(): void {
    this.#deadline = monotonic() + this.#timeout
  }

  /**
   * One request, one whole answer.
   * @throws {HttpError} for a failing network, a redirect, 408, 429 and 5xx
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const { host, pathname } = new URL(request.url)
    const started = monotonic()
    let outcome = 'no answer'
    try {
      const response = await this.#exchange(request)
      const requestId = response.headers['x-ms-request-id'] ?? ''
      outcome = `${response.status}${/^[\w-]{1,64}$/.test(requestId) ? `, request ID ${requestId}` : ''}`
      if (response.status >= 300 && response.status < 400) throw redirectError(request, response)
      if ([408, 429].includes(response.status) || response.status >= 500) throw statusError(request, response)
      return response
    } finally {
      this.#options.debug(
        `${request.method} ${host}${pathname}: ${outcome}, ${Math.round(monotonic() - started)} ms`,
      )
    }
  }

  async #exchange(request: HttpRequest): Promise<HttpResponse> {
    const abort = new AbortController()
    const left = this.#left()
    const limit = Math.min(request.timeout ?? REQUEST_TIMEOUT, left)
    let timer: NodeJS.Timeout | undefined
    // Aborting alone is not enough: a request that still waits for its proxy doesn't notice.
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(timeoutError(request, limit, limit === left))
        abort.abort()
      }, limit)
    })
    const answer = exchange(request, { signal: abort.signal, agent: this.#connections.agent })
    try {
      return await Promise.race([answer, timeout])
    } catch (error) {
      abort.abort()
      throw error instanceof HttpError ? error : networkError(request, error)
    } finally {
      clearTimeout(timer)
    }
  }

  #left(): number {
    return Math.max(0, this.#deadline - monotonic())
  }
}

/** By itself, or as what the failure explains. */
function ranOutOfTime(failure: Failure): boolean {
  return [failure, failure.cause].some((error) => error instanceof HttpError && error.code === 'deadline')
}

/** A failure that may have passed with more time. */
function outOfTime(failure: Failure, tries: string): Failure {
  const { fixes = [] } = failure.parts
  failure.parts.fixes = [...fixes, { text: 'Raise the input timeout to let the step wait longer.' }]
  return failure.addTried(tries)
}

/** How often it was tried, and why no other try follows where one might have helped; times in milliseconds. */
function describeTries(tries: number, end?: { asked?: number | undefined; left: number }): string {
  const times = `${tries} ${tries === 1 ? 'time' : 'times'}`
  if (!end) return times
  const asked = end.asked ? `the server asked to wait ${Math.ceil(end.asked / 1000)} s, and ` : ''
  return `${times}; ${asked}${seconds(end.left)} s were left of the timeout`
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1)
}
