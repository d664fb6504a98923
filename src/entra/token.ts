import type { Grant, Means } from '../credentials/credential.ts'
import { Failure } from '../failure.ts'
import type { HttpRequest, HttpResponse } from '../http.ts'
import { describeAnswer, HttpError, loginHostFix } from '../http-error.ts'
import type { TokenRequest } from '../inputs/inputs.ts'
import { textField } from '../json.ts'
import { readClaims } from '../jwt.ts'
import { printable } from '../printable.ts'
import { type AccessToken, readAccessToken } from './access-token.ts'
import { acquirers, type Msal } from './client.ts'
import { EntraError, readEntraAnswer } from './error.ts'
import { explainManagedIdentity } from './managed-identity-error.ts'
import type { Presented } from './remedies.ts'
import { Transport } from './transport.ts'

/** Entra's "the assertion is not within its valid time range". */
const ASSERTION_EXPIRED = 700024
/** The endpoint of a managed identity is on the machine itself or one hop away, and never behind a proxy. */
const onThisMachine: Pick<HttpRequest, 'timeout' | 'direct' | 'once'> = {
  timeout: 3_000,
  direct: true,
  once: true,
}

/**
 * Gets a token: the credential's grant, MSAL, one request to Entra, and another try for what can heal.
 * @throws {EntraError} if Entra refuses
 * @throws {Failure} if there is no answer, or one without a usable token
 */
export async function acquireToken(request: TokenRequest, means: Means): Promise<AccessToken> {
  const [msal, grant] = await Promise.all([import('./msal.ts'), request.credential.grant(means)])
  const acquire = (grant: Grant) => {
    const transport = new Transport({
      http: means.http,
      mask: (secret) => means.host.mask(secret),
      ...(grant.type === 'managed-identity' && { request: onThisMachine }),
    })
    return means.http
      .retry(() => acquireOnce(msal, request, grant, transport))
      .catch(async (error) => {
        throw await explain(error, request, grant)
      })
  }
  try {
    return await acquire(grant)
  } catch (error) {
    const expired = error instanceof EntraError && error.codes.includes(ASSERTION_EXPIRED)
    if (!expired || !request.credential.renewable) throw error
    means.host.info(
      'Retry with a fresh OIDC token: Entra found the last one not valid at this time (AADSTS700024)',
    )
    return acquire(await request.credential.grant(means))
  }
}

/**
 * A new MSAL client each time: it would answer from its memory of the last refusal, and sign no new assertion. The
 * transport stays, because MSAL keeps the first one that a managed identity was asked through.
 */
async function acquireOnce(
  msal: Msal,
  request: TokenRequest,
  grant: Grant,
  transport: Transport,
): Promise<AccessToken> {
  const result = await acquirers[grant.type](msal, request, grant as never, transport).catch(
    (error: unknown) => {
      throw transport.failure ?? new Refusal(transport.response, error)
    },
  )
  // MSAL takes any answer without an `error` for good, whatever its status.
  if (!result || transport.response?.status !== 200) throw new Refusal(transport.response, undefined)
  return readAccessToken(result, transport.response, request)
}

/** MSAL made no token of the last answer, or made no request at all. */
class Refusal extends Error {
  readonly response: HttpResponse | undefined

  constructor(response: HttpResponse | undefined, cause: unknown) {
    super('MSAL gave no token', { cause })
    Object.defineProperty(this, 'response', { value: response, enumerable: false })
  }
}

async function explain(error: unknown, request: TokenRequest, grant: Grant): Promise<unknown> {
  if (!(error instanceof Refusal || error instanceof HttpError)) return error
  if (grant.type === 'managed-identity') return explainManagedIdentity(error, request.clientId)
  const { response } = error
  const answer = response && readEntraAnswer(response)
  const tried = `asking ${request.authorityHost} for a token for ${request.scopes.join(' ')}`
  if (answer) {
    if (!(error instanceof HttpError)) return new EntraError(answer, await present(request, grant), tried)
    // After the last try of what could have healed, the status says more than a code that has no remedy.
    const retried = new EntraError(answer, await present(request, grant), error.parts.tried ?? tried)
    return retried.hasRemedy ? retried : new Failure({ ...error.parts, answer: retried.parts.answer ?? '' })
  }
  if (error instanceof HttpError) return error
  return new Failure(
    {
      title: 'Entra gave no token',
      tried,
      ...(response && { answer: describeAnswer(response) }),
      why: `The answer is neither a token nor one of Entra's errors (${printable((error.cause as Error | undefined)?.message ?? 'no error value')}).`,
      fixes: [loginHostFix],
    },
    { cause: error },
  )
}

/** What Entra saw of the user, for the commands that fix a refusal. */
async function present({ tenantId, clientId }: TokenRequest, grant: Grant): Promise<Presented> {
  const assertion =
    grant.type === 'client-credentials' && 'clientAssertion' in grant.proof
      ? await grant.proof.clientAssertion()
      : ''
  const claims = readClaims(assertion)
  const [issuer, subject, audience] = ['iss', 'sub', 'aud'].map((name) => textField(claims, name))
  return { tenantId, clientId, issuer, subject, audience }
}
