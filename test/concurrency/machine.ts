import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from '../credentials/identity-endpoint.ts'

/** A token of the managed identity with this client ID. */
function identityToken(clientId: string): string {
  return `e30.${Buffer.from(JSON.stringify({ appid: clientId })).toString('base64url')}.signature`
}

/** A machine that has each user-assigned identity but those whose client ID begins with a zero. */
export function answerIdentity({ url }: IncomingMessage, response: ServerResponse): void {
  const clientId = new URL(url ?? '', 'http://localhost').searchParams.get('client_id') ?? ''
  // Late, so that all requests are under way together.
  setImmediate(() => {
    if (clientId.startsWith('0')) {
      json(response, 400, { error: 'invalid_request', error_description: 'Identity not found' })
    } else {
      const expires_on = `${Math.floor(Date.now() / 1000) + 86_000}`
      json(response, 200, { access_token: identityToken(clientId), expires_on, token_type: 'Bearer' })
    }
  })
}
