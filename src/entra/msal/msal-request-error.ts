import type { HttpResponse } from '../../http/message.ts'

/** MSAL made no token of the last answer, or made no request at all. */
export class MsalRequestError extends Error {
  /** Not enumerable: its body may hold anything. */
  declare readonly response: HttpResponse | undefined

  constructor(response: HttpResponse | undefined, cause: unknown) {
    super('MSAL gave no token', { cause })
    Object.defineProperty(this, 'response', { value: response, enumerable: false })
  }
}
