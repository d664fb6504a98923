import { once } from 'node:events'
import type { Agent as HttpAgent, IncomingMessage } from 'node:http'
import type { Agent, RequestOptions } from 'node:https'
import { getProxyUrl } from '@actions/http-client/lib/proxy'
import { proxyAddressError, tooLargeError } from './http-error.ts'
import type { HttpRequest, HttpResponse } from './message.ts'
import { isProxied } from './proxy.ts'

/**
 * Bytes. A token response has 2 to 4 KB, and 20 KB where a user's tokens list 200 groups, which is Entra's limit; an
 * error response has 1 KB.
 */
const MAX_BODY = 32 * 1024

interface ExchangeOptions {
  signal: AbortSignal
  /** For requests that no proxy forwards. */
  agent: Agent
}

/**
 * One request and its whole answer by @actions/http-client, ended by the signal.
 * @throws {HttpError} for an unreadable proxy address and a body over the limit
 * @throws what Node's network modules throw
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpResponse> {
  checkProxy(request)
  // Loaded while the first connection is on its way.
  const { HttpClient } = await import('@actions/http-client')
  const client = new HttpClient('power-platform-token', [handler(request, options)], {
    allowRedirects: false,
  })
  const { message } = await client.request(request.method, request.url, request.body ?? null, {
    ...request.headers,
  })
  const status = message.statusCode ?? 0
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  )
  const limit = (status === 200 && request.maxBody) || MAX_BODY
  const bytes = await readBody(message, limit, () => tooLargeError(request, { status, headers }, limit))
  return { status, headers, body: bytes.toString(request.isBinary ? 'latin1' : 'utf8') }
}

/** http-client silently bypasses a proxy URL that it can't parse. */
function checkProxy(request: HttpRequest): void {
  const url = new URL(request.url)
  const address = process.env.https_proxy || process.env.HTTPS_PROXY
  if (request.direct || url.protocol !== 'https:' || !isProxied(url)) return
  let proxy: URL | undefined
  try {
    proxy = getProxyUrl(url)
  } catch {
    // Its message would show the address, and with it a password.
  }
  // http-client would take another scheme, such as socks5, for the name of a host.
  const isStrange = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(address ?? '')
  // Of a password with a slash or a number sign in it, the beginning is read as the host.
  const isCut = proxy && (proxy.pathname.length > 1 || proxy.search !== '' || proxy.hash !== '')
  if (!proxy?.hostname || isStrange || isCut) throw proxyAddressError(request)
}

/** http-client's own reading never settles when the answer is cut, and knows no limit. */
async function readBody(message: IncomingMessage, limit: number, tooLarge: () => Error): Promise<Buffer> {
  const announced = Number(message.headers['content-length'] ?? 0)
  if (announced > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  message.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) message.destroy(tooLarge())
    else chunks.push(chunk)
  })
  await once(message, 'end')
  return Buffer.concat(chunks)
}

function newAgent({ protocol }: URL): HttpAgent {
  const { Agent } = process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http')
  return new Agent()
}

/**
 * Ends a request, and the connection to a proxy before it, with the signal. Certificates are verified whatever
 * NODE_TLS_REJECT_UNAUTHORIZED says: what is sent here are credentials.
 */
function handler(request: HttpRequest, { signal, agent: direct }: ExchangeOptions) {
  return {
    prepareRequest(options: RequestOptions) {
      const url = new URL(request.url)
      // With NODE_USE_ENV_PROXY, Node's own agent would go through a proxy.
      if (request.direct) options.agent = newAgent(url)
      else if (url.protocol === 'https:' && !isProxied(url)) options.agent = direct
      // http-client's proxy agent, of the package tunnel, has options for each of its two connections.
      const agent = options.agent as { options?: RequestOptions; proxyOptions?: RequestOptions } | undefined
      const connections = [options, agent?.options, agent?.proxyOptions].filter(Boolean)
      for (const connection of connections)
        Object.assign(connection as RequestOptions, { rejectUnauthorized: true })
      options.signal = signal
      if (agent?.proxyOptions) agent.proxyOptions.signal = signal
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () =>
      Promise.reject(new Error('http-client asked for an authentication that was never offered')),
  }
}
