import type { HttpResponse } from '../../http/message.ts'

/** The status of an answer that a browser brought, and no request of this program's. */
export const BY_BROWSER = 0

/**
 * What the sign-in page sent in place of a code (RFC 6749, 4.1.2.1), in the form of the token endpoint's errors; undefined
 * if MSAL failed by something else.
 */
export function redirectedError(error: unknown): HttpResponse | undefined {
  if (!(error instanceof Error) || error.name !== 'ServerError') return undefined
  const { errorCode, errorMessage, subError } = error as Error & Record<string, unknown>
  const body = { error: errorCode, error_description: errorMessage, suberror: subError }
  return { status: BY_BROWSER, headers: {}, body: JSON.stringify(body) }
}
