import { Failure } from '../failure/failure.ts'
import { clockSkew, describeSkew, MIN_SKEW } from '../http/clock-skew.ts'
import { describeAnswer } from '../http/describe-answer.ts'
import { loginHostFix } from '../http/http-error.ts'
import type { HttpResponse } from '../http/message.ts'
import type { Words } from '../ports/words.ts'
import { parseObject, textField } from '../values/json.ts'
import { type Claims, readClaims } from '../values/jwt.ts'
import { printable } from '../values/printable.ts'
import { isToken } from '../values/token-form.ts'
import type { TokenRequest } from './token-request.ts'

/** What MSAL makes of an answer: not all of it can be trusted to be what it should. */
export interface TokenResult {
  accessToken: unknown
  tokenType: string
  expiresOn: Date | null
}

/** What Entra gave. */
export interface AccessToken {
  /** Not enumerable, so that no inspection shows it. */
  readonly value: string
  type: 'Bearer'
  expiresOn: Date
  /** What was granted as Entra says it, else what was asked for. */
  scope: string
  /** Unverified, for display; empty for an opaque token. */
  claims: Claims
  /** By which whoever signed in gets more tokens; not enumerable either. */
  readonly refreshToken?: string
}

/**
 * The token of an answer that MSAL took for good. It takes more than can be used: an answer without a token, one with
 * something else in its place, one that has expired.
 * @throws {Failure}
 */
export function readAccessToken(
  result: TokenResult,
  response: HttpResponse | undefined,
  { request, words }: { request: TokenRequest; words: Words },
): AccessToken {
  const answer = parseObject(response?.body ?? '') ?? {}
  const unusable = (why: string) =>
    new Failure({
      title: 'Entra answered without a usable access token',
      heading: 'Answer without a token',
      tried: `asking for ${request.scopes.join(' ')}`,
      ...(response && { answer: describeAnswer(response) }),
      why,
      fixes: [loginHostFix(words)],
    })
  const value = result.accessToken
  if (typeof value !== 'string' || !isToken(value)) {
    throw unusable(value ? 'access_token is no bearer token.' : 'access_token is missing or empty.')
  }
  if (result.tokenType && !/^bearer$/i.test(result.tokenType)) {
    throw unusable(`token_type is ${printable(result.tokenType)}; Power Platform API takes Bearer tokens.`)
  }
  const claims = readClaims(value)
  const expiresOn = readExpiry(answer, result, { claims, skew: clockSkew(response) })
  if (Number.isNaN(expiresOn.getTime())) {
    throw unusable(
      `The answer gives no end of the token's life that makes sense (${printable(answer.expires_in ?? answer.expires_on ?? 'none')}).`,
    )
  }
  if (expiresOn.getTime() <= Date.now()) {
    throw unusable(
      `The token expired already, at ${expiresOn.toISOString()}. ${describeSkew(clockSkew(response))}`,
    )
  }
  const token = {
    type: 'Bearer' as const,
    expiresOn,
    scope: printable(textField(answer, 'scope') || request.scopes.join(' ')),
    claims,
  }
  const refreshToken = textField(answer, 'refresh_token')
  return Object.defineProperties(token, {
    value: { value },
    ...(isToken(refreshToken) && { refreshToken: { value: refreshToken } }),
  }) as AccessToken
}

/**
 * As `expires_in` says (RFC 6749, 5.1); MSAL takes one that is no number for zero, and rounds its clock up. A managed
 * identity may give `expires_on` instead, in the forms that MSAL knows. The token's own claim counts where it is
 * earlier, or alone; it is of Entra's clock, and what uses the token here has this machine's.
 */
function readExpiry(
  answer: Record<string, unknown>,
  { expiresOn }: TokenResult,
  { claims: { exp }, skew = 0 }: { claims: Claims; skew: number | undefined },
): Date {
  const offset = Math.abs(skew) > MIN_SKEW ? skew * 1000 : 0
  const claimed = typeof exp === 'number' ? exp * 1000 - offset : Number.POSITIVE_INFINITY
  return new Date(Math.min(claimed, statedExpiry(answer, expiresOn)))
}

/** Milliseconds; infinite if the answer states none, and NaN if what it states is no point in time. */
function statedExpiry({ expires_in, expires_on }: Record<string, unknown>, expiresOn: Date | null): number {
  const now = Math.floor(Date.now() / 1000)
  if (typeof expires_in === 'number' || (typeof expires_in === 'string' && /^-?\d+$/.test(expires_in))) {
    return new Date((now + Number(expires_in)) * 1000).getTime()
  }
  if (expires_in !== undefined && expires_in !== null) return Number.NaN
  return expires_on === undefined ? Number.POSITIVE_INFINITY : Number(expiresOn ?? Number.NaN)
}
