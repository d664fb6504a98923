import type { ServerResponse } from 'node:http'
import type { RecordedRequest, Reply } from './request.ts'

/** Sends an answer with the headers that Entra's and Power Platform's answers carry. */
export function sendReply(request: RecordedRequest, response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return
  request.status = reply.status
  const body = typeof reply.body === 'string' || Buffer.isBuffer(reply.body) ? reply.body : toJson(reply.body)
  if (typeof body === 'string') request.answer = body
  const headers: Record<string, string> = {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
    'Content-Type': 'application/json; charset=utf-8',
    Expires: '-1',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'x-ms-request-id': request.traceId,
    'Content-Length': String(Buffer.byteLength(body)),
  }
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    const known = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase())
    headers[known ?? name] = value
  }
  if (headers['Transfer-Encoding']) delete headers['Content-Length']
  response.writeHead(reply.status, headers).end(body)
}

function toJson(body: unknown): string {
  return body === undefined ? '' : JSON.stringify(body)
}
