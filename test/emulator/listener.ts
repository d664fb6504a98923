import { createServer } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { TlsIdentity } from './certificates.ts'
import { answerWithFault } from './fault-answer.ts'
import type { Fault } from './faults.ts'
import type { Service } from './hosts.ts'
import { sendReply } from './reply.ts'
import { type RecordedRequest, type Reply, readRequest } from './request.ts'

/** Answers a request, or with undefined says that it knows no such path. */
export type Handler = (request: RecordedRequest) => Promise<Reply | undefined>

export interface Listener extends AsyncDisposable {
  port: number
}

export interface ListenerOptions {
  service: Service
  tls: TlsIdentity
  handler: Handler
  /** Told of every request, with the client's port; answers the fault that it shall meet. */
  record(
    request: RecordedRequest,
    clientPort: number | undefined,
  ): Fault | undefined | Promise<Fault | undefined>
  /** Told of each connection, once its TLS handshake is through. */
  connected?(): void
  /** Told of a request whose path nobody knows. */
  unexpected(request: RecordedRequest): void
}

/** Starts an HTTPS server on a free loopback port. */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { service, tls, handler } = options
  const server = createServer({ key: tls.keyPem, cert: tls.certificatePem }, async (message, response) => {
    try {
      const request = await readRequest(service, message)
      const fault = await options.record(request, message.socket.remotePort)
      if (fault && (await answerWithFault(fault, request, response))) return
      const reply = await handler(request)
      if (!reply) options.unexpected(request)
      sendReply(request, response, reply ?? notFound(service))
    } catch (error) {
      response.destroy()
      // A client that went away in the middle of its request; anything else is the emulator's own mistake.
      if (message.complete) throw error
    }
  })
  server.on('secureConnection', () => options.connected?.())
  return listen(server)
}

/** Puts a server on a free loopback port; disposing it cuts every connection at once. */
export async function listen(server: Server): Promise<Listener> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  // A handshake that the client gave up is the client's business.
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Power Platform API names its refusal; the others answer nothing. */
function notFound(service: Service): Reply {
  return service === 'api' ? { status: 404, body: { code: 'RouteNotFound' } } : { status: 404 }
}
