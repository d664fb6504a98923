import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { CallerCheck } from './caller.ts'
import { ADDRESS } from './port.ts'
import { NONCE_HEADER, proofOf } from './proof.ts'
import { END_PATH, type Refusal, TOKEN_PATH, tokenAnswer } from './protocol.ts'
import { readQuestion } from './question.ts'
import { describeServed, type ServedResource, type Tally } from './served-resource.ts'
import { Strangers } from './strangers.ts'
import { TokenRefused } from './token-refused.ts'

/** Bytes. Clients send ten short headers, and a resource of some hundred characters. */
const MAX_HEAD = 8 * 1024
/** What is answered where Entra gives no token. */
const REFUSED = 'refused'
const UNAVAILABLE = 'unavailable'
/** Reasons. There are some twenty, and one for each resource that is not listed. */
const MAX_TOLD = 50
/** Milliseconds for a request to arrive. */
const MAX_ARRIVAL = 5_000
/** Milliseconds that a connection stays open for another request. */
const KEEP_ALIVE = 5_000
/** More would take memory from the job; a client has one or two. */
const MAX_CONNECTIONS = 256

export interface EndpointOptions {
  /** 0 takes any. */
  port: number
  /** What callers must know. */
  secret: string
  resources: readonly ServedResource[]
  /** Of the app, or of the user-assigned identity; empty for a system-assigned one. */
  clientId: string
  /** The input that lists the resources, as users write it. */
  input: string
  /** Where more is told of refused requests: an address. */
  page: string | undefined
  /** Gets a line for each reason for which a request is refused. */
  warn(line: string): void
}

type Answer = { good: object } | { refusal: Refusal }

/** A server on loopback that hands out tokens in the managed-identity protocol of Azure App Service. */
export class IdentityEndpoint {
  readonly address: string
  /** Settles once somebody who knows the secret asks it to end. */
  readonly asked: Promise<void>
  readonly #options: EndpointOptions
  readonly #server: Server
  readonly #check: CallerCheck
  readonly #strangers = new Strangers()
  /** Why requests were refused. */
  readonly #told = new Set<string>()
  /** The same, of those who know the secret: anybody else on the machine may ask for anything. */
  readonly #refusedClients = new Set<string>()
  #askToEnd = () => {}

  /** @throws what the system says of the port */
  static async start(options: EndpointOptions): Promise<IdentityEndpoint> {
    const server = createServer({
      maxHeaderSize: MAX_HEAD,
      headersTimeout: MAX_ARRIVAL,
      requestTimeout: MAX_ARRIVAL,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: KEEP_ALIVE,
    })
    server.maxConnections = MAX_CONNECTIONS
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: ADDRESS, port: options.port, exclusive: true }, resolve)
    })
    return new IdentityEndpoint(server, options)
  }

  private constructor(server: Server, options: EndpointOptions) {
    const { port } = server.address() as AddressInfo
    this.address = `http://${ADDRESS}:${port}${TOKEN_PATH}`
    this.#server = server
    this.#options = options
    this.#check = new CallerCheck(options.secret, port)
    this.asked = new Promise((resolve) => {
      this.#askToEnd = resolve
    })
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      // Nothing that one caller does may end the others' server.
      this.#answer(request, response).catch(() => response.destroy())
    }
    server.on('connection', (socket) => this.#strangers.admit(socket))
    server.on('request', answer)
    server.on('clientError', refuseConnection)
    // A client that waits for leave to send a body has none to send here.
    server.on('checkContinue', answer)
    server.on('checkExpectation', answer)
    server.on('upgrade', (_, socket) => socket.destroy())
    server.on('connect', (_, socket) => socket.destroy())
  }

  /** The app whose tokens it has; empty for the machine itself. */
  get clientId(): string {
    return this.#options.clientId
  }

  /** What was served, a line for each resource that was asked for. */
  get summary(): readonly string[] {
    return describeServed(this.tallies)
  }

  get tallies(): readonly Tally[] {
    return this.#options.resources.map(({ tally }) => tally)
  }

  /** Answers nobody any more. */
  close(): void {
    for (const resource of this.#options.resources) resource.stop()
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.#refuse(request)
    const answer: Answer = refusal ? { refusal } : await this.#act(request)
    if ('good' in answer) return send(response, 200, answer.good)
    this.#tell(answer.refusal, { isStranger: this.#strangers.has(request.socket) })
    sendRefusal(response, this.#withPage(answer.refusal))
  }

  /** Each reason once: clients ask again, and strangers may ask for ever. */
  #tell({ status, error, message, about }: Refusal, { isStranger }: { isStranger: boolean }): void {
    const line = `Refused with ${status}: ${message}${about ? ` The program asked for ${about}.` : ''}`
    // Of tokens that Entra refuses, more has been told already.
    if (error === REFUSED || error === UNAVAILABLE || this.#told.size >= MAX_TOLD || this.#told.has(line))
      return
    this.#told.add(line)
    if (!isStranger) this.#refusedClients.add(line)
    this.#options.warn(line)
  }

  /** Of what Entra refuses, the message has an address already. */
  #withPage({ message, ...refusal }: Refusal): Refusal {
    const isOwn = refusal.error !== REFUSED && refusal.error !== UNAVAILABLE
    const { page } = this.#options
    return { ...refusal, message: isOwn && page ? `${message} More: ${page}` : message }
  }

  #refuse(request: IncomingMessage): Refusal | undefined {
    const { headers, method, url = '' } = request
    const refusal = this.#check.refuse(request)
    if (refusal) return refusal
    this.#strangers.recognize(request.socket)
    const path = url.split('?', 1)[0]
    const allowed = path === TOKEN_PATH ? 'GET' : path === END_PATH ? 'POST' : undefined
    if (!allowed)
      return { status: 404, error: 'not_found', message: `Tokens are served at ${TOKEN_PATH} only.` }
    if (method !== allowed)
      return { status: 405, error: 'method_not_allowed', message: `Only ${allowed} is supported here.` }
    const length = headers['content-length']
    if (headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0'))
      return { status: 413, error: 'invalid_request', message: 'A request here has no body.' }
    return undefined
  }

  async #act({ url = '', headers }: IncomingMessage): Promise<Answer> {
    const [path, ...query] = url.split('?')
    if (path === END_PATH) {
      this.#askToEnd()
      const proof = proofOf(this.#options.secret, String(headers[NONCE_HEADER]))
      return { good: { proof, served: this.tallies, refused: this.#refusedClients.size } }
    }
    const asked = readQuestion(new URLSearchParams(query.join('?')), this.#options)
    if ('refusal' in asked) return asked
    const { resource } = asked
    try {
      const now = await resource.token()
      return { good: tokenAnswer(now, { resource: resource.name, clientId: this.#options.clientId }) }
    } catch (error) {
      return { refusal: unavailable(error, resource) }
    }
  }
}

/** SDKs ask again after 500, and a few times: only what passes by itself is called so. */
function unavailable(error: unknown, { retryAfter }: ServedResource): Refusal {
  if (!(error instanceof TokenRefused)) throw error
  const { message, retry } = error
  return retry?.kind === 'transient'
    ? { status: 503, error: UNAVAILABLE, message, retryAfter }
    : { status: 400, error: REFUSED, message }
}

function sendRefusal(response: ServerResponse, { status, error, message, retryAfter }: Refusal): void {
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter))
  // What else comes on it is not read.
  response.setHeader('Connection', 'close')
  // Without the status in it, what Python's SDK shows begins with "None".
  send(response, status, { error, message, statusCode: status })
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(text)
}

/** What is no request of HTTP/1.1, too long, or too slow. */
function refuseConnection({ code }: NodeJS.ErrnoException, socket: Socket): void {
  const isLong = code === 'HPE_HEADER_OVERFLOW'
  if (socket.writable && code !== 'ECONNRESET') {
    socket.end(
      `HTTP/1.1 ${isLong ? '431 Request Header Fields Too Large' : '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    )
    // A caller that keeps its side open would hold the connection for good.
    socket.destroySoon()
  } else socket.destroy()
}
