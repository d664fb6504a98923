import type { Agent, RequestOptions } from 'node:https'
import { isIP, type Socket } from 'node:net'
import { connect, createSecureContext, type SecureContext } from 'node:tls'
import type { Connections } from '../ports/connections.ts'

/** In milliseconds: a round trip around the world. Waiting longer gains nothing. */
const MAX_WAIT = 300

/**
 * Connections that are opened before there is a request for them. With a round trip of 40 ms to each host, and all else
 * loaded meanwhile, a token by the job's own OIDC token takes 0.75 times as long as a bare script, and took 1.20 times.
 */
export class EarlyConnections implements Connections {
  readonly #early = new Map<string, Socket>()
  #agent: Agent | undefined
  /** One for all: to make another costs 0.2 to 0.4 ms. */
  #secureContext: SecureContext | undefined
  /** Those whose TCP handshake is under way. */
  readonly #connecting = new Set<Promise<unknown>>()

  /**
   * Opens a connection that the next request to this host takes. Its errors are that request's to find.
   * @returns once the handshake begins: work that is done before would delay it
   */
  async open({ hostname, port }: URL): Promise<void> {
    const options = { host: hostname, port: Number(port || 443), rejectUnauthorized: true }
    const key = keyOf(options)
    if (this.#early.has(key)) return
    let socket: Socket
    try {
      const servername = isIP(hostname) ? '' : hostname
      this.#secureContext ??= createSecureContext()
      socket = connect({
        ...options,
        servername,
        secureContext: this.#secureContext,
        ALPNProtocols: ['http/1.1'],
      })
    } catch {
      return
    }
    this.#early.set(key, socket)
    const forget = () => this.#early.get(key) === socket && this.#early.delete(key)
    socket.once('error', forget).once('close', forget)
    this.#watch(socket)
    await oneOf(socket, ['lookup', 'connect', 'error', 'close'])
  }

  /** For requests, which take what is open already. Node's HTTP is loaded only now: 3 ms that no connection waits for. */
  get agent(): Agent {
    this.#agent ??= this.#makeAgent(new (process.getBuiltinModule('node:https').Agent)())
    return this.#agent
  }

  /** By Node's hook for custom connections (https://nodejs.org/api/http.html#agentcreateconnectionoptions-callback). */
  #makeAgent(agent: Agent): Agent {
    const connectAnew = agent.createConnection.bind(agent)
    agent.createConnection = (options: RequestOptions, callback) => {
      const key = keyOf(options)
      const early = this.#early.get(key)
      this.#early.delete(key)
      if (early && !early.destroyed) return early
      const socket = connectAnew(options, callback)
      if (socket) this.#watch(socket as Socket)
      return socket
    }
    return agent
  }

  /**
   * Settles when all connections so far have sent their greeting, or their answer to the other side's, which then has
   * work to do: the time for other work. Loading MSAL any earlier delays every handshake for as long as it takes.
   */
  async idle(): Promise<void> {
    await Promise.all(this.#connecting)
    await new Promise((resolve) => setImmediate(resolve))
  }

  #watch(socket: Socket): void {
    const connected = oneOf(socket, ['connect', 'error', 'close'])
    this.#connecting.add(connected)
    connected.then(() => this.#connecting.delete(connected))
  }
}

/** Settles with the first of these events, or after MAX_WAIT. */
function oneOf(socket: Socket, events: string[]): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, MAX_WAIT).unref()
    for (const event of events) socket.once(event, () => resolve())
  })
}

function keyOf({ host, port }: { host?: string | null; port?: string | number | null }): string {
  return `${host}:${port}`
}
