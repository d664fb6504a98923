import type { Socket } from 'node:net'

/** Of all connections, those on which nobody has sent the secret: the others are for clients. */
const MAX_STRANGERS = 128

/** Connections on which nobody has sent the secret so far. Any user of the machine can hold some open: the oldest go first. */
export class Strangers {
  /** In the order in which they came. */
  readonly #sockets = new Set<Socket>()

  /** Makes room for one more. */
  admit(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    const [oldest] = this.#sockets
    if (this.#sockets.size > MAX_STRANGERS) oldest?.destroy()
  }

  has(socket: Socket): boolean {
    return this.#sockets.has(socket)
  }

  /** It sent the secret. */
  recognize(socket: Socket): void {
    this.#sockets.delete(socket)
  }
}
