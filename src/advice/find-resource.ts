import { plainResource } from '../values/resources.ts'
import type { Code } from './catalogue.ts'
import { refusalOf } from './find-ids.ts'
import type { Situation } from './remedy.ts'

/** What a token was asked for, as far as a text tells. */
type FoundResource = Partial<Pick<Situation, 'scopes'>>

const RESOURCE =
  '((?:https://|api://)[a-z0-9](?:[\\w.-]{0,251}\\w)?(?:/[\\w.-]{0,99}\\w){0,4}/?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/\\.default)?)'

/**
 * Where a text names the API that a token was asked for: in Entra's own words, and in this program's. Each is bounded, so
 * that any text is read in linear time.
 */
const places: readonly RegExp[] = [
  new RegExp(`\\bresource principal named ${RESOURCE} was not found`, 'gi'),
  new RegExp(`\\b(?:a token|The token was asked) for ${RESOURCE}`, 'g'),
]

/** The API that a refusal is about: what stands beside its code, else the only one of the whole text. */
export function findResource(text: string, code: Code): FoundResource {
  const beside =
    typeof code === 'number'
      ? [...resourcesOf(text, [before(code)]), ...resourcesOf(refusalOf(code, text), places)]
      : []
  const all = beside.length > 0 ? beside : resourcesOf(text, [...places, before('\\d{4,15}')])
  const [resource, ...others] = new Set(all)
  return resource && others.length === 0 ? { scopes: [`${resource}/.default`] } : {}
}

/** As the identity endpoint's answers and its log begin: `https://api.example: AADSTS500011: …`. */
function before(code: Code): RegExp {
  return new RegExp(`(?<![\\w/])${RESOURCE}: AADSTS${code}\\b`, 'g')
}

function resourcesOf(text: string, patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((each) => [...text.matchAll(each)].map(([, found = '']) => plainResource(found)))
}
