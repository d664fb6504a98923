import { request } from 'node:https'

/** Fetches a JSON document of an issuer. */
export type FetchIssuerDocument = (url: string) => Promise<Record<string, unknown>>

export interface IssuerFetchOptions {
  caPem: string
  /** Which local port plays a host; undefined where nobody does. Nothing ever leaves loopback. */
  portOf(host: string, port: number): number | undefined
  /** Told of the client port of each connection, so that these requests can be told from a client's. */
  opened(clientPort: number): void
}

/** Makes the way by which the emulated Entra reaches an issuer: real HTTPS, verified by the emulator's CA. */
export function issuerFetch(options: IssuerFetchOptions): FetchIssuerDocument {
  return (address) =>
    new Promise((resolve, reject) => {
      const url = new URL(address)
      const port =
        url.protocol === 'https:' ? options.portOf(url.hostname, Number(url.port || 443)) : undefined
      if (port === undefined) {
        reject(new Error(`no route to ${url.host}`))
        return
      }
      const sent = request({
        host: '127.0.0.1',
        port,
        servername: url.hostname,
        path: `${url.pathname}${url.search}`,
        headers: { Host: url.host },
        ca: options.caPem,
        agent: false,
      })
      sent.on('socket', (socket) => socket.on('connect', () => options.opened(socket.localPort ?? 0)))
      sent.on('error', reject)
      sent.on('response', async (response) => {
        try {
          let text = ''
          for await (const chunk of response.setEncoding('utf8')) text += chunk
          if (response.statusCode !== 200) throw new Error(`${url.host} answered ${response.statusCode}`)
          resolve(JSON.parse(text))
        } catch (error) {
          reject(error)
        }
      })
      sent.end()
    })
}

/** Answers from memory what was fetched before. */
export function remembering(fetchDocument: FetchIssuerDocument): FetchIssuerDocument {
  const documents = new Map<string, ReturnType<FetchIssuerDocument>>()
  return (url) => {
    const document = documents.get(url) ?? fetchDocument(url)
    documents.set(url, document)
    return document
  }
}
