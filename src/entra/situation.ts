import type { Situation } from '../advice/remedy.ts'
import type { Words } from '../ports/words.ts'
import type { TokenRequest } from './token-request.ts'

/** What the request alone says; `more` adds what came after it. */
export function situationOf(
  { credential, cloud, tenantId, clientId, scopes }: TokenRequest,
  words: Words,
  more: Partial<Situation> = {},
): Situation {
  return { credential, words, cloud, tenantId, clientId, scopes, claims: {}, ...more }
}
