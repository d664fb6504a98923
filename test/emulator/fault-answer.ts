import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { EntraError, entraErrorReply } from './entra-error.ts'
import type { CannedAnswer, Fault } from './faults.ts'
import { graphErrorReply, tooManyRequests } from './graph/graph-error.ts'
import { sendReply } from './reply.ts'
import type { RecordedRequest, Reply } from './request.ts'

const unfinished = '{"token_type":"Bearer","expires_in":3599,'

/** Acts a fault out. Answers whether the request is done with; after a mere delay it isn't. */
export async function answerWithFault(
  fault: Fault,
  request: RecordedRequest,
  response: ServerResponse,
): Promise<boolean> {
  if ('delay' in fault) {
    await wait(fault.delay as number, undefined, { ref: false })
    return response.destroyed
  }
  if ('hang' in fault) {
    if (fault.hang === 'in-body') sendPart(request, response)
    return true
  }
  if ('reset' in fault) {
    if (fault.reset === 'before') response.socket?.destroy()
    else sendPart(request, response, () => response.socket?.destroy())
    return true
  }
  if ('trickle' in fault) {
    await trickle(fault.trickle as number, fault.body, request, response)
    return true
  }
  sendReply(request, response, cannedReply(fault, request))
  return true
}

function cannedReply(fault: Fault, request: RecordedRequest): Reply {
  if ('entraError' in fault) {
    const { entraError, status, headers, ...values } = fault as Extract<Fault, { entraError: unknown }>
    const reply = entraErrorReply(request, new EntraError(entraError, values as Record<string, string>))
    return { ...reply, status: status ?? reply.status, headers: { ...reply.headers, ...headers } }
  }
  if ('throttle' in fault) {
    const { retryAfter } = fault.throttle as { retryAfter?: string }
    const reply = throttled(request)
    return {
      ...reply,
      headers: { ...reply.headers, ...(retryAfter !== undefined && { 'Retry-After': retryAfter }) },
    }
  }
  if ('redirect' in fault) {
    const { redirect, status } = fault as { redirect: string; status?: number }
    return { status: status ?? 307, headers: { Location: redirect } }
  }
  const { status = 200, body, ...rest } = fault as CannedAnswer
  return { ...rest, status, body: typeof body === 'function' ? body(request) : body }
}

function throttled(request: RecordedRequest): Reply {
  return request.service === 'graph'
    ? graphErrorReply(request, tooManyRequests())
    : entraErrorReply(request, new EntraError(90055))
}

function sendPart(request: RecordedRequest, response: ServerResponse, sent?: () => void): void {
  request.status = 200
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': 2000 })
  // The client must have seen the part before the cut, so the socket is cut once the bytes are out.
  response.write(unfinished, () => setImmediate(() => sent?.()))
}

async function trickle(ms: number, body: unknown, request: RecordedRequest, response: ServerResponse) {
  const text =
    typeof body === 'string' ? body : JSON.stringify(body ?? { token_type: 'Bearer', expires_in: 3599 })
  request.status = 200
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' })
  for (const character of text) {
    if (response.destroyed) return
    response.write(character)
    await wait(ms, undefined, { ref: false })
  }
  response.end()
}
