import type { CredentialKind } from './credential-kind.ts'
import { requirePerson } from './person.ts'

/** A person who types a code in, in a browser on any machine (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code). */
export const deviceCode: CredentialKind = {
  name: 'device-code',
  rank: 7,
  signsIn: 'person',
  presents: [],
  takesSeveralScopes: true,
  isSentOnce: true,
  otherWay: 'browser',
  inputs: [],
  suits: () => true,
  read(reader, context) {
    const person = requirePerson(reader, context)
    return person && { grant: { type: 'device-code', person } }
  },
}
