import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Bytes of the form that the sign-in page sends: a code has some thousand, an error's description fewer. */
const MAX_FORM = 32 * 1024
/** Milliseconds for a whole request. A browser also opens connections on which it asks nothing. */
const MAX_WAIT = 10_000
/** Connections at once; a browser has six. Each takes a file of the few that a process may have. */
const MAX_CONNECTIONS = 64
/** Ports that are tried. One is only given up where somebody else has it on the other family of addresses. */
const MAX_PORTS = 20

interface Asked {
  /** Marks what answers this sign-in, and no other. */
  state: string
  /** What the browser shows in the end. */
  pages: Readonly<Record<'signedIn' | 'refused', string>>
  /** The first port to try; the system's choice without it. */
  port?: number
}

/**
 * Where the sign-in page sends the browser back to (RFC 8252, 7.3): a server for one form, on loopback. Any page that the
 * browser has open can send it requests, and so can any user of the machine, so that nothing ends it or the wait but the
 * answer that bears the state.
 */
export class LoopbackServer {
  /** What the sign-in page sent: a code, or an error in its place. Resolves once, and never rejects. */
  readonly answer: Promise<URLSearchParams>
  readonly #asked: Asked
  #servers: readonly Server[] = []
  #port = 0
  #isTaken = false
  #take: (answer: URLSearchParams) => void = () => {}

  private constructor(asked: Asked) {
    this.#asked = asked
    this.answer = new Promise((resolve) => {
      this.#take = resolve
    })
  }

  /** @throws if no port is free */
  static async open(asked: Asked): Promise<LoopbackServer> {
    const opened = new LoopbackServer(asked)
    const [first, ...others] = await listen(asked.port ?? 0, (...exchange) => opened.#reply(...exchange))
    opened.#servers = [first, ...others]
    opened.#port = portOf(first)
    return opened
  }

  /** As the app registration has it: of localhost, any port counts. */
  get address(): string {
    return `http://localhost:${this.#port}`
  }

  /** Shuts the door, whoever stands in it. */
  close(): void {
    for (const server of this.#servers) {
      server.close()
      server.closeAllConnections()
    }
  }

  async #reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Whoever goes away in the middle has nothing to be told.
    response.on('error', () => {})
    const obstacle = this.#obstacleOf(request)
    if (obstacle) return send(response, obstacle)
    const body = await readBody(request)
    if (body === undefined) return send(response, 413)
    const form = new URLSearchParams(body)
    const refusal = this.#refusalOf(form)
    if (refusal) return send(response, refusal)
    this.#isTaken = true
    // First the page, since the program may end right after it.
    response.once('close', () => {
      for (const server of this.#servers) server.close()
      this.#take(form)
    })
    const { signedIn, refused } = this.#asked.pages
    send(response, 200, form.has('error') ? refused : signedIn)
  }

  /** The status for a request that can be no answer. */
  #obstacleOf({ method, url, headers }: IncomingMessage): number | undefined {
    // A page of somebody else's whose name leads to this machine would send that name.
    if (!HOSTS.some((host) => headers.host?.toLowerCase() === `${host}:${this.#port}`)) return 403
    if (url !== '/') return 404
    if (method !== 'POST') return 405
    if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(headers['content-type'] ?? '')) return 415
    return Number(headers['content-length']) > MAX_FORM ? 413 : undefined
  }

  /** The status for a form that is not the answer. */
  #refusalOf(form: URLSearchParams): number | undefined {
    const [state, ...others] = form.getAll('state')
    if (state !== this.#asked.state || others.length > 0) return 400
    if (!form.get('code') && !form.get('error')) return 400
    return this.#isTaken ? 403 : undefined
  }
}

const HOSTS = ['localhost', '127.0.0.1']

function send(response: ServerResponse, status: number, page = ''): void {
  response.writeHead(status, {
    Connection: 'close',
    'Cache-Control': 'no-store',
    'Content-Type': 'text/html; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 405 && { Allow: 'POST' }),
  })
  response.end(page)
}

/** Undefined if it is too long, or breaks off. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    request
      .on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_FORM) resolve(undefined)
        else chunks.push(chunk)
      })
      .once('end', () => resolve(Buffer.concat(chunks).toString()))
      .once('error', () => resolve(undefined))
      .once('close', () => resolve(undefined))
  })
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * On both addresses that a browser may take for localhost, and on one port: what listened on the other address would get
 * the code.
 */
async function listen(first: number, handler: Handler): Promise<[Server, ...Server[]]> {
  for (let tries = 0; ; tries++) {
    const server = await listenOn('127.0.0.1', tries === 0 ? first : 0, handler)
    try {
      return [server, await listenOn('::1', portOf(server), handler)]
    } catch (error) {
      // Any other error says that this machine has no IPv6.
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return [server]
      server.close()
      if (tries === MAX_PORTS) throw error
    }
  }
}

async function listenOn(host: string, port: number, handler: Handler): Promise<Server> {
  const times = { headersTimeout: MAX_WAIT, requestTimeout: MAX_WAIT, connectionsCheckingInterval: 1000 }
  const server = createServer(times, handler)
  server.maxConnections = MAX_CONNECTIONS
  server.listen({ host, port })
  await once(server, 'listening')
  // A connection that can't be taken, such as where the process has too many files open.
  server.on('error', () => {})
  return server
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
