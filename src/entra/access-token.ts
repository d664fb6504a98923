import type { AuthenticationResult } from '@azure/msal-node'
import { Failure } from '../failure.ts'
import type { HttpResponse } from '../http.ts'
import { describeAnswer } from '../http-error.ts'
import type { TokenRequest } from '../inputs/inputs.ts'
import { parseObject, textField } from '../json.ts'
import { type Claims, readClaims } from '../jwt.ts'
import { printable } from '../printable.ts'

/** What Entra gave. */
export interface AccessToken {
  /** Not enumerable, so that no inspection shows it. */
  readonly value: string
  /** `Bearer`. */
  type: string
  expiresOn: Date
  /** What was granted as Entra says it, else what was asked for. */
  scope: string
  /** Unverified, for display; empty for an opaque token. */
  claims: Claims
}

/**
 * The token of an answer that MSAL took for good. It takes more than can be used: an answer without a token, one with
 * something else in its place, one that has expired.
 * @throws {Failure}
 */
export function readAccessToken(
  result: AuthenticationResult,
  response: HttpResponse | undefined,
  request: TokenRequest,
): AccessToken {
  const answer = parseObject(response?.body ?? '') ?? {}
  const unusable = (why: string) =>
    new Failure({
      title: 'Entra answered without a usable access token',
      tried: `asking for ${request.scopes.join(' ')}`,
      ...(response && { answer: describeAnswer(response) }),
      why,
      fixes: [
        {
          text: 'Check authority-host, if it is set, and what stands between this runner and the login host.',
        },
      ],
    })
  const value = result.accessToken
  // The characters of a bearer token (RFC 6750, 2.1).
  if (typeof value !== 'string' || !/^[\w.~+/-]+=*$/.test(value)) {
    throw unusable(value ? 'access_token is no bearer token.' : 'access_token is missing or empty.')
  }
  const claims = readClaims(value)
  const stated = answer.expires_in ?? answer.expires_on
  const expiresOn =
    stated === undefined ? new Date(Number(claims.exp) * 1000) : new Date(result.expiresOn ?? Number.NaN)
  if (Number.isNaN(expiresOn.getTime())) {
    throw unusable(
      `The answer gives no end of the token's life that makes sense (${printable(stated ?? 'none', 50)}).`,
    )
  }
  if (expiresOn.getTime() <= Date.now())
    throw unusable(`The token expired already, at ${expiresOn.toISOString()}.`)
  const token = {
    type: result.tokenType || 'Bearer',
    expiresOn,
    scope: printable(textField(answer, 'scope') || request.scopes.join(' '), 2000),
    claims,
  }
  return Object.defineProperty(token, 'value', { value, enumerable: false }) as AccessToken
}
