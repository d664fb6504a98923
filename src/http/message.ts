export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string
  /** Milliseconds for this request; REQUEST_TIMEOUT of client.ts if it isn't given, and never more than the deadline leaves. */
  timeout?: number
  /** Leaves the proxy variables aside: for endpoints of the machine itself. */
  direct?: boolean
  /** Whether the answer is no text: each byte of it is then a character of the body (Latin-1). */
  isBinary?: boolean
  /** Bytes of an answer of 200; MAX_BODY of exchange.ts if it isn't given. */
  maxBody?: number
}

export interface HttpResponse {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  body: string
}
