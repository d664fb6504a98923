import { Agent, type RequestOptions } from 'node:https'
import { isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'

/**
 * Connections that are opened before there is a request for them. With a round trip of 40 ms to each host, and MSAL
 * loaded meanwhile, a token by the job's own OIDC token took 0.83 times as long as a bare script, and 1.20 times before.
 */
export class EarlyConnections extends Agent {
  readonly #early = new Map<string, Socket>()
  /** Those whose TCP handshake is under way. */
  readonly #connecting = new Set<Promise<unknown>>()

  /** Opens a connection that the next request to this host takes. Its errors are that request's to find. */
  open({ hostname, port }: URL): void {
    const options = { host: hostname, port: Number(port || 443), rejectUnauthorized: true }
    const key = keyOf(options)
    const socket = connect({
      ...options,
      servername: isIP(hostname) ? '' : hostname,
      ALPNProtocols: ['http/1.1'],
    })
    this.#early.set(key, socket)
    const forget = () => this.#early.get(key) === socket && this.#early.delete(key)
    socket.once('error', forget).once('close', forget)
    this.#watch(socket)
  }

  /** Node's hook for an agent that has connections of its own (https://nodejs.org/api/http.html#agentcreateconnectionoptions-callback). */
  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const key = keyOf(options)
    const early = this.#early.get(key)
    this.#early.delete(key)
    if (early && !early.destroyed) return early
    const socket = super.createConnection(options, callback)
    if (socket) this.#watch(socket as Socket)
    return socket
  }

  /**
   * Settles when all connections so far have sent their greeting, and the other side has work to do: the time to do
   * one's own. Loading MSAL any earlier holds up every handshake for as long as it takes.
   */
  async underWay(): Promise<void> {
    await Promise.all(this.#connecting)
    await new Promise((resolve) => setImmediate(resolve))
  }

  /** Closes those that no request took. */
  close(): void {
    for (const socket of this.#early.values()) socket.destroy()
    this.destroy()
  }

  #watch(socket: Socket): void {
    const { promise, resolve } = Promise.withResolvers<void>()
    for (const event of ['connect', 'error', 'close']) socket.once(event, () => resolve())
    this.#connecting.add(promise)
    promise.then(() => this.#connecting.delete(promise))
  }
}

function keyOf({ host, port }: { host?: string | null; port?: string | number | null }): string {
  return `${host}:${port}`
}
