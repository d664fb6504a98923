import { type Cloud, clouds } from '../values/clouds.ts'
import type { Situation } from './remedy.ts'

/** GitHub's own issuer. */
export const GITHUB = 'https://token.actions.githubusercontent.com'
/** What Entra compares of a token with a federated credential. */
export const PARTS = ['issuer', 'subject', 'audience'] as const
export type Part = (typeof PARTS)[number]

export interface Presented extends Record<Part, string> {
  situation: Situation
}

/** The parts of the token that was presented; empty where it has none. */
export function readPresented(situation: Situation, write: (value: string) => string = String): Presented {
  const { iss, sub, aud } = situation.claims
  const [issuer = '', subject = '', audience = ''] = [iss, sub, Array.isArray(aud) ? aud[0] : aud].map(
    (value) => (typeof value === 'string' ? write(value) : ''),
  )
  return { issuer, subject, audience, situation }
}

/** Why nobody can have meant this audience; undefined if somebody can. */
export function mistakenAudience(audience: string, cloud: Cloud): string | undefined {
  if (audience === '') return 'The token has no audience'
  if (audience === cloud.federatedAudience) return undefined
  if (audience.toLowerCase() === cloud.federatedAudience.toLowerCase())
    return 'This audience differs in upper and lower case'
  if (/^https:\/\/github\.com\//.test(audience))
    return "This audience is GitHub's default, for tokens that were asked for without one"
  const other = clouds.find(({ federatedAudience }) => federatedAudience === audience)
  return other && `This audience is that of cloud ${other.name}`
}
