import { isGuid } from '../guid.ts'
import { parseObject } from '../json.ts'
import type { CredentialKind } from './credential.ts'

/** A secret of the app registration (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow). */
export const clientSecret: CredentialKind = {
  name: 'client-secret',
  inputs: ['client-secret'],
  read(reader) {
    const secret = reader.requiredSecret('client-secret')
    if (secret === undefined) return undefined
    if (parseObject(secret)) {
      reader.complain(
        'client-secret',
        'came as JSON, such as azure/login takes in creds; allowed is the value of a secret alone. Take the value of clientSecret in it, and put its clientId and tenantId into client-id and tenant-id.',
      )
      return undefined
    }
    if (isGuid(secret)) {
      reader.warn(
        'client-secret',
        "looks like a secret's ID. Entra shows the ID and the value side by side; the value is the one that works, and it is shown only once.",
      )
    }
    return { grant: () => ({ type: 'client-credentials', proof: { clientSecret: secret } }) }
  },
}
