import { request } from 'node:http'

/**
 * Ends MSAL's wait for the browser, which has no other end: an answer without a code, as the sign-in page sends one when it
 * refuses.
 * @param address of the sign-in page, which says where the answer goes, and what marks it as one
 */
export function endSignIn(address: string): void {
  const asked = new URL(address).searchParams
  const { port } = new URL(asked.get('redirect_uri') ?? '')
  const body = new URLSearchParams({ error: 'access_denied', state: asked.get('state') ?? '' }).toString()
  request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length },
  })
    // The answer came at the same moment, and the server has gone.
    .on('error', () => {})
    .end(body)
}
