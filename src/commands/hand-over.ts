import type { TokenRequest } from '../entra/token-request.ts'
import type { AccessToken } from '../entra/token-response.ts'
import type { Host } from '../ports/host.ts'
import { makeHarmless } from '../values/harmless.ts'
import { textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'

/** Hands over every output. The token is masked before. */
export function handOver(
  { outputs, secrets }: Pick<Host, 'outputs' | 'secrets'>,
  { cloud, credential }: TokenRequest,
  { value, type, expiresOn, scope, claims }: AccessToken,
): void {
  secrets.mask(value)
  // A server may say a secret in what it answers; a number of this program's must stay one, whatever the secrets are.
  const answered = (text: string) => secrets.harmless(printable(text))
  const own = (text: string) => makeHarmless(text, String)
  outputs.handOver({
    'access-token': value,
    'token-type': own(type),
    'expires-on': own(expiresOn.toISOString()),
    'expires-in': own(String(Math.floor((expiresOn.getTime() - Date.now()) / 1000))),
    scope: answered(scope),
    'api-url': own(cloud.apiUrl),
    'tenant-id': answered(textField(claims, 'tid')),
    'principal-id': answered(textField(claims, 'oid')),
    credential: own(credential.name),
  })
}
