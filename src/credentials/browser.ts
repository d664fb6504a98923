import type { CredentialKind } from './credential-kind.ts'
import { requirePerson } from './person.ts'

/** A person who signs in in a browser on this machine (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). */
export const browser: CredentialKind = {
  name: 'browser',
  rank: 6,
  signsIn: 'person',
  presents: [],
  takesSeveralScopes: true,
  isSentOnce: true,
  otherWay: 'device-code',
  inputs: [],
  suits: (person) => person.browserObstacle() === undefined,
  read(reader, context) {
    const person = requirePerson(reader, context)
    return person && { grant: { type: 'browser', person } }
  },
}
