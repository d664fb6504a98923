import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Service } from './hosts.ts'

/** A request that reached a listener; tests read these, handlers answer them. */
export interface RecordedRequest {
  service: Service
  method: string
  /** The Host header, port included. */
  host: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
  /** Set when the body is form-encoded. */
  form?: URLSearchParams
  /** The answer's status, once it has one. */
  status?: number
  /** The answer's body, if it is text and was sent whole. */
  answer?: string
  /** What the answer calls its trace ID (x-ms-request-id). */
  traceId: string
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  /** Text and bytes are sent as they are, all else as JSON. */
  body?: unknown
}

/** Reads a whole request. */
export async function readRequest(service: Service, message: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString('utf8')
  const target = message.url ?? '/'
  const at = target.indexOf('?')
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(message.headers['content-type'] ?? '')
  return {
    service,
    method: message.method ?? 'GET',
    host: message.headers.host ?? '',
    // Not through URL, which would tidy up the dots and slashes that a test wants to see.
    path: at < 0 ? target : target.slice(0, at),
    query: new URLSearchParams(at < 0 ? '' : target.slice(at + 1)),
    headers: message.headers,
    body,
    ...(isForm && { form: new URLSearchParams(body) }),
    traceId: crypto.randomUUID(),
  }
}
