import type { TokenRequest } from '../entra/token-request.ts'
import type { AccessToken } from '../entra/token-response.ts'
import type { Host } from '../ports/host.ts'
import { textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'

/** Hands over every output. The token is masked before. */
export function handOver(
  { outputs, secrets }: Pick<Host, 'outputs' | 'secrets'>,
  { cloud, credential }: TokenRequest,
  { value, type, expiresOn, scope, claims }: AccessToken,
): void {
  secrets.mask(value)
  outputs.handOver({
    'access-token': value,
    'token-type': type,
    'expires-on': expiresOn.toISOString(),
    'expires-in': String(Math.floor((expiresOn.getTime() - Date.now()) / 1000)),
    // A server may say a secret in any of these.
    scope: secrets.harmless(scope),
    'api-url': cloud.apiUrl,
    'tenant-id': secrets.harmless(printable(textField(claims, 'tid'))),
    'principal-id': secrets.harmless(printable(textField(claims, 'oid'))),
    credential: credential.name,
  })
}
