import type { AccessToken } from '../entra/token-response.ts'
import type { Host } from '../ports/host.ts'
import type { TokenRequest } from '../request/read-request.ts'
import { textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'

/** Hands over every output, and the environment variable that the user named. The token is masked before. */
export function handOver(host: Host, request: TokenRequest, token: AccessToken): void {
  host.mask(token.value)
  const outputs = {
    'access-token': token.value,
    'token-type': token.type,
    'expires-on': token.expiresOn.toISOString(),
    'expires-in': String(Math.floor((token.expiresOn.getTime() - Date.now()) / 1000)),
    // A server may say a secret in any of these.
    scope: host.redact(token.scope),
    'api-url': request.cloud.apiUrl,
    'tenant-id': host.redact(printable(textField(token.claims, 'tid'))),
    'principal-id': host.redact(printable(textField(token.claims, 'oid'))),
    credential: request.credentialName,
  }
  host.handOver({ outputs, variables: request.exportAs ? { [request.exportAs]: token.value } : {} })
}
