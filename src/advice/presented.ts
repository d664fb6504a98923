import type { PresentedParts } from '../ports/issued-tokens.ts'
import { clouds } from '../values/clouds.ts'
import type { Situation } from './remedy.ts'

/** The parts of the token that was presented, as a federated credential must have them. */
export function readPresented(
  { claims: { iss, sub, aud }, issuedTokens }: Pick<Situation, 'claims' | 'issuedTokens'>,
  write: (value: string) => string = String,
): PresentedParts {
  const [issuer = '', subject = '', audience = ''] = [iss, sub, Array.isArray(aud) ? aud[0] : aud].map(
    (value) => (typeof value === 'string' ? write(value) : ''),
  )
  return { issuer, subject, audience: issuedTokens?.trustedAudience ?? audience }
}

/** Why nobody can have meant this audience; undefined if somebody can. */
export function mistakenAudience(
  audience: string,
  { cloud, issuedTokens }: Pick<Situation, 'cloud' | 'issuedTokens'>,
): string | undefined {
  if (audience === '') return 'The token has no audience'
  if (audience === cloud.federatedAudience) return undefined
  if (audience.toLowerCase() === cloud.federatedAudience.toLowerCase())
    return 'This audience differs in upper and lower case'
  if (issuedTokens?.defaultAudience.test(audience))
    return `This audience is ${issuedTokens.issuer}'s default, for tokens that were asked for without one`
  const other = clouds.find(({ federatedAudience }) => federatedAudience === audience)
  return other && `This audience is that of cloud ${other.name}`
}
