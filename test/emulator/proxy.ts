import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { type Listener, listen } from './listener.ts'

export interface ProxyConnection {
  host: string
  port: number
  /** What the proxy answered: 200, 403 (refused), 407 (credentials), 501 (not CONNECT), 502 (unknown host). */
  status: number
}

/** An HTTP proxy that tunnels the real host names to the emulator's listeners, and nothing else. */
export interface ConnectProxy extends AsyncDisposable {
  url: string
  connections: ProxyConnection[]
  /** Once set, the proxy demands these by basic authentication. */
  credentials?: { username: string; password: string } | undefined
  /** The same, for one host only. */
  demand: Map<string, { username: string; password: string }>
  /** Host names that it refuses. */
  refuse: Set<string>
  /** Host names at which it cuts its clients off. */
  dies: Set<string>
  /** Host names that lead to another local port, or to none. */
  elsewhere: Map<string, number | undefined>
}

/** Starts the proxy; `portOf` says which local port plays a host. */
export async function startProxy(
  portOf: (host: string, port: number) => number | undefined,
): Promise<ConnectProxy> {
  const upstream = new Set<Socket>()
  const server = createServer((request, response) => {
    const { hostname, port } = URL.parse(request.url ?? '') ?? { hostname: '', port: '80' }
    proxy.connections.push({ host: hostname, port: Number(port || 80), status: 501 })
    response.writeHead(501).end()
  })
  server.on('connect', (request, client: Socket) => {
    client.on('error', () => {})
    const [, host = '', portText] = /^\[?(.*?)\]?:(\d+)$/.exec(request.url ?? '') ?? []
    const port = Number(portText)
    const name = host.toLowerCase()
    if (proxy.dies.has(name)) return client.destroy()
    const target = proxy.elsewhere.has(name) ? proxy.elsewhere.get(name) : portOf(name, port)
    const needed = proxy.demand.get(name) ?? proxy.credentials
    const status = !isAuthorized(needed, request.headers['proxy-authorization'])
      ? 407
      : proxy.refuse.has(name)
        ? 403
        : target === undefined
          ? 502
          : 200
    proxy.connections.push({ host, port, status })
    if (status !== 200 || target === undefined) {
      client.end(refusal(status))
      return
    }
    const tunnel = connect(target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(tunnel).pipe(client)
    })
    upstream.add(tunnel)
    tunnel.on('error', () => client.destroy())
    tunnel.on('close', () => {
      upstream.delete(tunnel)
      client.destroy()
    })
    client.on('close', () => tunnel.destroy())
  })
  const listener: Listener = await listen(server)
  const proxy: ConnectProxy = {
    url: `http://127.0.0.1:${listener.port}`,
    connections: [],
    demand: new Map(),
    refuse: new Set(),
    dies: new Set(),
    elsewhere: new Map(),
    async [Symbol.asyncDispose]() {
      for (const socket of upstream) socket.destroy()
      await listener[Symbol.asyncDispose]()
    },
  }
  return proxy
}

function isAuthorized(needed: ConnectProxy['credentials'], header: string | undefined): boolean {
  if (!needed) return true
  const { username, password } = needed
  return header === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

function refusal(status: number): string {
  const reasons: Record<number, string> = {
    403: 'Forbidden',
    407: 'Proxy Authentication Required',
    502: 'Bad Gateway',
  }
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : ''
  return `HTTP/1.1 ${status} ${reasons[status]}\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`
}
