import { refusal } from '../advice/explain.ts'
import type { Grant, Means } from '../credentials/registry.ts'
import { Failure } from '../failure/failure.ts'
import { runAgain } from '../failure/run-again.ts'
import type { Http, HttpResponse } from '../http/client.ts'
import { clockSkew } from '../http/clock-skew.ts'
import { describeAnswer, HttpError, loginHostFix, paceOf } from '../http/http-error.ts'
import type { Host } from '../ports/host.ts'
import type { TokenRequest } from '../request/read-request.ts'
import { isGuid } from '../values/guid.ts'
import { printable } from '../values/printable.ts'
import { readEntraAnswer } from './error-response.ts'
import { explainManagedIdentity } from './managed-identity-error.ts'
import { type Acquiring, acquirers, clients } from './msal/client-application.ts'
import { Transport, type TransportOptions } from './msal/network-module.ts'
import { clientSecretOf, presentedClaims, situationOf } from './situation.ts'
import { type AccessToken, readAccessToken } from './token-response.ts'

/** How a grant's requests differ from others. */
function requestOf({ type }: Grant): TransportOptions['request'] {
  // The endpoint is on the machine itself or one hop away, and never behind a proxy.
  return type === 'managed-identity' ? { timeout: 3_000, direct: true } : {}
}

/**
 * A password is never sent twice: any try may count towards a lockout, even one whose answer was lost or replaced by a
 * gateway's.
 */
function final(failure: Failure): Failure {
  const { fixes = [], ...parts } = failure.parts
  const others = fixes.filter(({ text }) => text !== runAgain.text)
  return new Failure(
    { ...parts, fixes: failure.retry ? [...others, runAgain] : fixes },
    { cause: failure },
  ).addTried('once: each try with a password may count towards a lockout')
}

/**
 * Gets a token: the credential's grant, MSAL, one request to Entra, and another try for what can heal.
 * @throws {Failure} if Entra refuses, if there is no answer, or one without a usable token
 */
export async function acquireToken(request: TokenRequest, means: Means): Promise<AccessToken> {
  try {
    return await acquireOnce(request, means)
  } catch (error) {
    const isOutdated = error instanceof Failure && error.retry?.kind === 'renewal'
    if (!isOutdated || !request.credential.renewable) throw error
    means.host.info(`Retry with a fresh OIDC token: ${error.message}`)
    return acquireOnce(request, means)
  }
}

/**
 * With a new grant. While an OIDC token is on its way, the connection to the login host is opened, MSAL is loaded, and
 * prepares its request.
 */
async function acquireOnce(request: TokenRequest, means: Means): Promise<AccessToken> {
  const grant = request.credential.grant(means)
  if (grant.type !== 'managed-identity') means.http.connect(request.authorityHost)
  // If there is no OIDC token, that is the failure, and not what MSAL makes of it.
  const [token] = await Promise.all([askForGrant(grant, request, means), 'ready' in grant && grant.ready])
  return token
}

/**
 * Only what passes soon is tried again. What takes processor time, to load MSAL and to let it prepare, is done while the
 * hosts have something to do: in between, the handshakes go on, which alone saves 3 % of a run.
 */
async function askForGrant(grant: Grant, request: TokenRequest, { http, host }: Means): Promise<AccessToken> {
  await http.underWay()
  const client: unknown = await clients[grant.type]()
  await http.underWay()
  const transport = transportOf(grant, { http, host })
  return http.retry(async () => {
    try {
      return await ask({ client, grant, request, transport } as never)
    } catch (error) {
      const failure = await explain(error, request, { grant, host, answered: transport.answered })
      throw 'password' in grant && failure instanceof Failure ? final(failure) : failure
    }
  })
}

/** One for a run, whose ways out are one: MSAL keeps the first that a managed identity was asked through. */
const transports = new WeakMap<Http, Transport>()

function transportOf(grant: Grant, { http, host }: Pick<Means, 'http' | 'host'>): Transport {
  const kept = transports.get(http)
  if (kept) return kept
  const transport = new Transport({
    http,
    mask: (secret) => host.mask(secret),
    hide: (secret) => host.hide(secret),
    request: requestOf(grant),
  })
  transports.set(http, transport)
  return transport
}

/** A new MSAL client each time: it would answer from its memory of the last refusal, and sign no new assertion. */
async function ask(acquiring: Acquiring<Grant['type']>): Promise<AccessToken> {
  const { grant, request, transport } = acquiring
  const result = await acquirers[grant.type](acquiring as never).catch((error: unknown) => {
    throw transport.failure ?? new NoToken(transport.response, error)
  })
  // MSAL takes any answer without an `error` for good, whatever its status.
  if (!result || transport.response?.status !== 200) throw new NoToken(transport.response, undefined)
  return readAccessToken(result, transport.response, request)
}

/** MSAL made no token of the last answer, or made no request at all. */
class NoToken extends Error {
  readonly response: HttpResponse | undefined

  constructor(response: HttpResponse | undefined, cause: unknown) {
    super('MSAL gave no token', { cause })
    Object.defineProperty(this, 'response', { value: response, enumerable: false })
  }
}

async function explain(
  error: unknown,
  request: TokenRequest,
  { grant, host, answered }: { grant: Grant; host: Host; answered: boolean },
): Promise<unknown> {
  if (!(error instanceof NoToken || error instanceof HttpError)) return error
  if (grant.type === 'managed-identity')
    return explainManagedIdentity(error, { situation: situationOf(request, host), answered })
  const { isKnown } = await import('../advice/catalogue.ts')
  const { response } = error
  const answer = response && readEntraAnswer(response)
  const tried = `asking ${request.authorityHost} for a token for ${request.scopes.join(' ')}`
  if (response && answer) {
    const situation = situationOf(request, host, {
      withClientSecret: grant.type === 'confidential-password',
      claims: await presentedClaims(grant),
      clockSkew: clockSkew(response),
      ...('username' in grant && { username: grant.username }),
      secretLooksLikeId: isGuid(clientSecretOf(grant)),
    })
    // Of a fault without a known code, the status says more.
    if (error instanceof HttpError && !answer.codes.some((code) => isKnown(code, situation))) {
      return new Failure({ ...error.parts, answer: answer.lines.join('\n') }, { retry: error.retry })
    }
    return refusal({
      by: isKnown(answer.error, situation) ? answer.error : 'Entra',
      codes: [...answer.codes, answer.error],
      situation,
      tried,
      answer: answer.lines,
      pace: paceOf(response),
      cause: error,
    })
  }
  if (error instanceof HttpError) return error
  return new Failure(
    {
      title: 'Entra gave no token',
      tried,
      ...(response && { answer: describeAnswer(response) }),
      why: `The answer is neither a token nor one of Entra's errors (${printable((error.cause as Error | undefined)?.message ?? 'no error value')}).`,
      fixes: [loginHostFix],
      heading: 'Not an answer of Entra',
    },
    { cause: error },
  )
}
