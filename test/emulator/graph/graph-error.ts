import type { RecordedRequest, Reply } from '../request.ts'

/** Thrown where Graph refuses a request. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** The answer to a refused request (https://learn.microsoft.com/graph/errors). */
export function graphErrorReply(request: RecordedRequest, { status, code, message }: GraphError): Reply {
  const ids = requestIds(request)
  const date = new Date().toISOString().slice(0, 19)
  return { status, headers: ids, body: { error: { code, message, innerError: { date, ...ids } } } }
}

/** What Graph calls the request, and what the client called it. */
export function requestIds({ headers, traceId }: RecordedRequest) {
  const asked = headers['client-request-id']
  return { 'request-id': traceId, 'client-request-id': typeof asked === 'string' ? asked : traceId }
}

/** What is wrong about the request as such, before the directory sees it. */
export function malformed(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message)
}

/** What the directory finds wrong. */
export function badRequest(message: string): GraphError {
  return new GraphError(400, 'Request_BadRequest', message)
}

export function invalidValue(property: string, type: string): GraphError {
  return badRequest(`Invalid value specified for property '${property}' of resource '${type}'.`)
}

export function missingValue(property: string, type: string): GraphError {
  return badRequest(`A value is required for property '${property}' of resource '${type}'.`)
}

export function notFound(id: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

/** A missing permission and a missing role read the same. */
export function denied(message = 'Insufficient privileges to complete the operation.'): GraphError {
  return new GraphError(403, 'Authorization_RequestDenied', message)
}

export function alreadyExists(message: string): GraphError {
  return new GraphError(409, 'Request_MultipleObjectsWithSameKeyValue', message)
}

/** https://learn.microsoft.com/graph/throttling */
export function tooManyRequests(): GraphError {
  return new GraphError(429, 'TooManyRequests', 'Please retry again later.')
}
