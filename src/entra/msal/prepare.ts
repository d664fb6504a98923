import type { HttpClient } from '../../http/client.ts'
import { asksMachine } from '../credential.ts'
import type { TokenRequest } from '../token-request.ts'
import { clients } from './clients.ts'

/**
 * Does ahead of a request what can be done without what is presented: opens the connection to the login host, and loads
 * MSAL. To load it, and to let it prepare, takes processor time; in between, the handshakes go on, which alone saves 3 %
 * of a run.
 */
export async function prepare(request: TokenRequest, http: HttpClient): Promise<void> {
  const { grant } = request.credential
  if (!asksMachine(grant)) http.expect(request.authorityHost)
  await http.idle()
  await clients[grant.type]()
  await http.idle()
}
