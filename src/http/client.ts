import type { Connections } from '../ports/connections.ts'
import type { Words } from '../ports/words.ts'
import type { Deadline } from '../values/deadline.ts'
import { monotonic } from '../values/monotonic.ts'
import { exchange } from './exchange.ts'
import { HttpError, redirectError, statusError, timeoutError } from './http-error.ts'
import type { HttpRequest, HttpResponse } from './message.ts'
import { networkError } from './network-error.ts'
import { isProxied } from './proxy.ts'

/** One request, in milliseconds: above Entra's slowest answers, and short enough to try again within the default `timeout`. */
const REQUEST_TIMEOUT = 15_000

interface HttpClientOptions {
  connections: Connections
  /** Gets one line for each request. */
  debug(line: string): void
  words: Words
}

/**
 * The only HTTP client: @actions/http-client, which honours HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS, with a deadline
 * that holds, whole bodies, and no redirects. It keeps nothing of a request, so that any number of calls may share it.
 */
export class HttpClient {
  readonly #options: HttpClientOptions

  constructor(options: HttpClientOptions) {
    this.#options = options
  }

  /** Told of a request that will come; behind a proxy there is no connection to be had early. @see Connections.open */
  async expect(origin: string): Promise<void> {
    const url = new URL(origin)
    if (!isProxied(url)) await this.#options.connections.open(url)
  }

  /** @see Connections.idle */
  idle(): Promise<void> {
    return this.#options.connections.idle()
  }

  /**
   * One request, one whole answer.
   * @throws {HttpError} for a failing network, a redirect, 408, 429 and 5xx, and when the time is over
   */
  async send(request: HttpRequest, deadline: Deadline): Promise<HttpResponse> {
    const { debug, words } = this.#options
    const { host, pathname } = new URL(request.url)
    const started = monotonic()
    let outcome = 'no answer'
    try {
      const response = await this.#exchange(request, deadline)
      const requestId = response.headers['x-ms-request-id'] ?? ''
      outcome = `${response.status}${/^[\w-]{1,64}$/.test(requestId) ? `, request ID ${requestId}` : ''}`
      if (response.status >= 300 && response.status < 400) throw redirectError(request, response, words)
      if ([408, 429].includes(response.status) || response.status >= 500) throw statusError(request, response)
      return response
    } finally {
      debug(`${request.method} ${host}${pathname}: ${outcome}, ${Math.round(monotonic() - started)} ms`)
    }
  }

  async #exchange(request: HttpRequest, { left }: Deadline): Promise<HttpResponse> {
    const { connections, words } = this.#options
    const abort = new AbortController()
    const limit = Math.min(request.timeout ?? REQUEST_TIMEOUT, left)
    let timer: NodeJS.Timeout | undefined
    // Aborting alone is not enough: a request that still waits for its proxy doesn't notice.
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(timeoutError(request, { limit, isDeadline: limit === left }, words))
        abort.abort()
      }, limit)
    })
    const answer = exchange(request, { signal: abort.signal, agent: connections.agent })
    try {
      return await Promise.race([answer, timeout])
    } catch (error) {
      abort.abort()
      throw error instanceof HttpError ? error : networkError(request, error)
    } finally {
      clearTimeout(timer)
    }
  }
}
