import { acquireToken } from '../entra/acquire-token.ts'
import { afterSignIn } from '../entra/credential.ts'
import type { AccessToken } from '../entra/token-response.ts'
import { Failure, type Fix, unexpectedError } from '../failure/failure.ts'
import { presentFailure } from '../failure/presented-failure.ts'
import { raise, runAgain } from '../failure/run-again.ts'
import type { HttpClient } from '../http/client.ts'
import { portFailure } from '../identity-endpoint/port.ts'
import { type AcquireOptions, ServedResource } from '../identity-endpoint/served-resource.ts'
import { IdentityEndpoint } from '../identity-endpoint/server.ts'
import { TokenRefused } from '../identity-endpoint/token-refused.ts'
import type { ServedToken } from '../identity-endpoint/token-source.ts'
import type { Host } from '../ports/host.ts'
import { type Resource, resourcesInput, type ServeRequest, wordsFor } from '../request/resources.ts'
import { ranOutOfTime } from '../retry/policy.ts'
import { newAcquisition } from './acquisition.ts'
import { describeTime } from './describe-time.ts'

/** Where an endpoint is. */
export interface Place {
  /** 0 takes any port. */
  port: number
  /** What callers must know. */
  secret: string
}

type ServingHost = Pick<Host, 'log' | 'secrets' | 'words'>

/** What an endpoint goes on with. */
export interface Served extends Place {
  request: Pick<
    ServeRequest,
    'tenantId' | 'clientId' | 'cloud' | 'authorityHost' | 'credential' | 'timeout' | 'resources'
  >
  /** For the first resource. */
  first: ServedToken
}

/** Starts the endpoint. @throws {Failure} if there is no port for it */
export function openEndpoint(
  host: ServingHost,
  http: HttpClient,
  { request, first, port, secret }: Served,
): Promise<IdentityEndpoint> {
  return IdentityEndpoint.start({
    ...{ port, secret, resources: servedResources(host, http, { request, first }) },
    clientId: request.clientId,
    input: host.words.input(resourcesInput.name),
    page: host.words.documentation('Request to the identity endpoint'),
    warn: (line) => host.log.warning(line),
  }).catch((error: unknown) => {
    throw portFailure(error, port, host.words)
  })
}

/** Failures of a resource that are told of in a line, once they were told of whole. */
const MAX_TOLD = 20

/** What tokens may be asked for. Each token is an acquisition of its own; they share the credential alone. */
export function servedResources(
  host: ServingHost,
  http: HttpClient,
  { request, first }: Omit<Served, keyof Place>,
): ServedResource[] {
  let { credential } = request
  return request.resources.map((resource, index) => {
    const told = new Set<string>()
    const acquire = async (how: AcquireOptions): Promise<ServedToken> => {
      const token = await acquireServed({ ...request, ...resource, credential }, { host, http, told, ...how })
      credential = afterSignIn(credential, token.refreshToken)
      return token
    }
    return new ServedResource({ ...resource, acquire, first: index === 0 ? first : undefined })
  })
}

/** @see holdAfter */
const TRIES_AGAIN: Fix = {
  text: 'There is nothing to do unless it lasts: the endpoint tries again when it is asked, after some seconds at first, then once a minute.',
}

/** One token, whose secrets are forgotten once it is there: a server would keep those of days. @throws {TokenRefused} */
async function acquireServed(
  request: Served['request'] & Resource,
  {
    host,
    http,
    told,
    requested,
    isOneTry,
  }: { host: ServingHost; http: HttpClient; told: Set<string> } & AcquireOptions,
): Promise<AccessToken> {
  const secrets = host.secrets.derive()
  const log = host.log.withSecrets(secrets)
  const words = wordsFor(request, host.words)
  const info = (line: string) => log.info(`${request.name}: ${line}`)
  const context = newAcquisition(
    { log, secrets, words },
    http,
    { ...request, waitForPropagation: 0 },
    { info, isOneTry, requested },
  )
  try {
    // A password, or a sign-in, goes once.
    if (request.credential.isSentOnce) throw noRefreshToken(words)
    const token = await acquireToken(request, context)
    info(`a token, valid until ${describeTime(token.expiresOn)}`)
    told.clear()
    return token
  } catch (error) {
    const failure = error instanceof Failure ? error : unexpectedError(error)
    // The next try has a timeout of its own.
    const late = ranOutOfTime(failure) && ({ kind: 'transient', reason: failure.message } as const)
    const retry = failure.retry ?? (late || undefined)
    if (retry?.kind === 'transient') failure.parts.fixes = fixesOfServer(failure, words)
    const presented = presentFailure(failure, { secrets, words })
    const { title } = presented.parts
    const isKnown = told.has(title)
    if (told.size < MAX_TOLD) told.add(title)
    log.warning(`${request.name}: ${title}${isKnown ? ', still failing' : ''}`)
    // An outage of hours would fill the log with the same.
    if (!isKnown) for (const line of presented.text.split('\n')) log.info(line)
    throw new TokenRefused({ retry }, presented, secrets.harmless(request.name))
  }
}

/** What helps where the endpoint itself tries again: nobody runs it anew, and its tries have a pace of their own. */
function fixesOfServer({ parts: { fixes = [] } }: Failure, { input }: Host['words']): Fix[] {
  const ofRuns = [runAgain, raise(input('timeout'))].map(({ text }) => text)
  return [TRIES_AGAIN, ...fixes.filter(({ text }) => !ofRuns.includes(text))]
}

/** Without one, another token would take the password, or the person, once more. */
function noRefreshToken({ federated }: Host['words']): Failure {
  return new Failure({
    title: 'Entra gave no refresh token, so there is no token after the first',
    heading: 'Answer without a token',
    tried: 'getting another token for whoever signed in; nothing was sent',
    why: 'Whoever signed in does so once. Later tokens come from a refresh token, and the answer to the sign-in held none: a policy of the tenant, or the login host, does not give it.',
    fixes: [{ text: `Let an app sign in, as with ${federated}.` }],
  })
}
