import { type Code, remedies, remedyFor } from '../../src/advice/catalogue.ts'
import { explainRefusal } from '../../src/advice/explain.ts'
import type { Remedy, Situation } from '../../src/advice/remedy.ts'
import { credentialKinds } from '../../src/credentials/registry.ts'
import type { FailureParts } from '../../src/failure/failure.ts'
import type { Words } from '../../src/ports/words.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { defaultScope, resources } from '../../src/values/resources.ts'
import { situation, traitsOf } from './situation.ts'

type Claims = Record<string, string>

const rows = Object.values<readonly Remedy[]>(remedies).flat()
// A code that no row has is about what another credential would need, or unknown.
const codes = [...rows.flatMap(({ codes }) => codes), 1]
const apis = [...resources.map((resource) => defaultScope(resource, publicCloud)), 'api://app/.default']

/** What the tokens of two issuers say that are no host's own: a cluster's, and one that says nothing. */
const others = [
  { iss: 'https://cluster.example/', sub: 'system:serviceaccount:a:b', aud: publicCloud.federatedAudience },
  {},
]

/** Each credential with much known, for each API, and with little. */
function situations(words: Words, own: readonly Claims[]): Situation[] {
  const tokens = [...own, ...others]
  const used = [...credentialKinds, traitsOf('password', { presents: ['client-secret'] })]
  const much = { username: 'loomer@contoso.com', secretLooksLikeId: true, clockSkew: 600 }
  const little = { cloud: 'dod', tenantId: '', clientId: '' }
  return used.flatMap((credential) =>
    [...apis.map((scope) => ({ scopes: [scope], ...much })), little].map((known, index) => ({
      ...situation({ ...known, words, claims: tokens[index % tokens.length] ?? {} }),
      credential,
    })),
  )
}

/** One a row. What is said of a code beside its row's words goes by the credential alone. */
function codesFor(situation: Situation): Iterable<Code> {
  if (situation.clientId === '') return codes
  return new Map(codes.map((code) => [remedyFor([code], situation).remedy, code])).values()
}

/**
 * Every row in the words of a host, for every situation in which it can come.
 * @param own what the host's own tokens say
 */
export async function everyAdvice(words: Words, own: readonly Claims[]): Promise<string[]> {
  const texts = new Set<string>()
  const facts = { by: 'Entra', tried: 'asking', answer: [] }
  // One after the other: thousands of promises at a time cost more than the words.
  for (const situation of situations(words, own))
    for (const code of codesFor(situation))
      texts.add(
        textOf((await explainRefusal({ ...facts, situation, codes: [code, 'invalid_client'] })).parts),
      )
  return [...texts]
}

/** All that a user reads of it. */
export function textOf({ title, why, fixes = [], more = '' }: FailureParts): string {
  return [title, why, ...fixes.flatMap(({ text, command = '' }) => [text, command]), more].join('\n')
}
