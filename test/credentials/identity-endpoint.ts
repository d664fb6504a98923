import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type IdentityEndpoint = AsyncDisposable & {
  origin: string
  requests: { url: URL; headers: IncomingMessage['headers'] }[]
}

/** An identity endpoint of a machine: plain HTTP on loopback, as they all are. */
export async function startEndpoint(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<IdentityEndpoint> {
  const requests: IdentityEndpoint['requests'] = []
  const server = createServer((request, response) => {
    requests.push({ url: new URL(request.url ?? '', 'http://localhost'), headers: request.headers })
    answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What `giveToken` answers with. */
export const token = 'eyJ0eXAiOiJKV1QifQ.eyJvaWQiOiJtaS1vaWQiLCJ0aWQiOiJtaS10aWQifQ.c2lnbmF0dXJl'

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export const giveToken = (_request: IncomingMessage, response: ServerResponse): void => {
  const expires = Math.floor(Date.now() / 1000) + 86_000
  json(response, 200, { access_token: token, expires_on: `${expires}`, resource: 'r', token_type: 'Bearer' })
}
