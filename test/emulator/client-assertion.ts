import { decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose'
import { dotNetTime, EntraError } from './entra-error.ts'
import { required } from './token-request.ts'

export interface ClientAssertion {
  jwt: string
  header: ProtectedHeaderParameters
  claims: JWTPayload
}

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Takes a client assertion apart (RFC 7523 section 2.2). Nothing in it is proved yet. */
export function readClientAssertion(form: URLSearchParams, jwt: string): ClientAssertion {
  if (required(form, 'client_assertion_type') !== jwtBearer) throw new EntraError(50027)
  try {
    return { jwt, header: decodeProtectedHeader(jwt), claims: decodeJwt(jwt) }
  } catch {
    throw new EntraError(50027)
  }
}

/** MSAL rounds its clock, and so dates an assertion up to half a second ahead; Entra forgives five minutes. */
const clockSkew = 300

/** Checks `nbf` with skew, and `exp` to the second: a test that mints an expired token shall see it refused. */
export function checkLifetime({ claims: { nbf = 0, exp } }: ClientAssertion): void {
  if (exp === undefined) throw new EntraError(50027)
  const now = Date.now() / 1000
  if (nbf > now + clockSkew || exp <= now) {
    throw new EntraError(700024, {
      currentTime: dotNetTime(now),
      validFrom: dotNetTime(nbf),
      expiry: dotNetTime(exp),
    })
  }
}
