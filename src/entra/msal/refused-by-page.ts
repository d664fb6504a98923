import { MsalRequestError } from './msal-request-error.ts'

/** The status of an answer that a browser brought, and no request of this program's. */
export const BY_BROWSER = 0

/** What the sign-in page sent in place of a code (RFC 6749, 4.1.2.1), in the form of the token endpoint's errors. */
export function refusedByPage(answer: URLSearchParams): MsalRequestError {
  const fields = ['error', 'error_description', 'suberror'].map((name) => [name, answer.get(name) ?? ''])
  const body = JSON.stringify(Object.fromEntries(fields))
  return new MsalRequestError({ status: BY_BROWSER, headers: {}, body }, undefined)
}
