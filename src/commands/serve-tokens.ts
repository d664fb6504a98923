import { randomBytes } from 'node:crypto'
import { acquireToken } from '../entra/acquire-token.ts'
import { afterSignIn, assertionSource } from '../entra/credential.ts'
import type { AccessToken } from '../entra/token-response.ts'
import { Failure, unexpectedError } from '../failure/failure.ts'
import { presentFailure } from '../failure/presented-failure.ts'
import type { HttpClient } from '../http/client.ts'
import { portFailure } from '../identity-endpoint/port-failure.ts'
import { type AcquireOptions, ServedResource } from '../identity-endpoint/served-resource.ts'
import { IdentityEndpoint } from '../identity-endpoint/server.ts'
import { TokenRefused } from '../identity-endpoint/token-refused.ts'
import type { ServedToken } from '../identity-endpoint/token-source.ts'
import type { Host } from '../ports/host.ts'
import { listEnvironments } from '../power-platform/environments.ts'
import { type Resource, readServeRequest, resourcesInput, type ServeRequest } from '../request/resources.ts'
import { ranOutOfTime } from '../retry/policy.ts'
import { Deadline } from '../values/deadline.ts'
import { readClaims } from '../values/jwt.ts'
import { OWN_SECRET } from '../values/own-endpoint.ts'
import { newAcquisition } from './acquisition.ts'
import { describeTime } from './describe-time.ts'
import type { ExitCode } from './exit-code.ts'
import type { Facts } from './facts.ts'
import { nothingVisible } from './nothing-visible.ts'
import { tell } from './tell.ts'

/** What an endpoint begins with. */
export interface Beginning {
  request: ServeRequest
  /** For the first resource. */
  first: AccessToken
}

/** Where an endpoint is. */
export interface Place {
  /** 0 takes any port. */
  port: number
  /** What callers must know. */
  secret: string
}

/** 32 random bytes, as text that tells what it is for. */
export function newSecret(): string {
  return `${OWN_SECRET}${randomBytes(32).toString('base64url')}`
}

/**
 * Reads what is asked for, obtains a first token, and serves more for as long as they are used.
 * @param use gets the endpoint; once it is done, nobody is answered any more
 */
export function serveTokens(
  host: Host,
  http: HttpClient,
  place: Place,
  use: (endpoint: IdentityEndpoint) => Promise<void>,
): Promise<ExitCode> {
  return beginServing(host, http, {
    prepare() {},
    async start({ request, first }) {
      const { credential } = request
      const served = { ...request, credential: afterSignIn(credential, first.refreshToken) }
      const endpoint = await openEndpoint(host, http, { request: served, first, ...place })
      try {
        await use(endpoint)
      } finally {
        endpoint.close()
      }
    },
  })
}

/** How a host has an endpoint begin. */
interface Opening<Prepared> {
  /** Starts what needs no token yet, before the first one is asked for. @throws {Failure} */
  prepare(): Prepared
  start(beginning: Beginning, prepared: Prepared): Promise<void>
}

/** Reads what is asked for, obtains a first token, has an endpoint begin with it, and sums up. */
export function beginServing<Prepared>(
  host: Host,
  http: HttpClient,
  { prepare, start }: Opening<Prepared>,
): Promise<ExitCode> {
  return tell(host, async () => {
    const { facts, prepared, ...beginning } = await begin(host, http, prepare)
    await start(beginning, prepared)
    await host.facts.showFacts(facts.all, facts.warning)
  })
}

/** Reads what is asked for, obtains the first token, and verifies it. @throws {Failure} */
async function begin<Prepared>(
  host: Host,
  http: HttpClient,
  prepare: () => Prepared,
): Promise<Beginning & { facts: Facts; prepared: Prepared }> {
  const request = await readServeRequest(host)
  const context = newAcquisition(host, http, request)
  const { facts, retries } = context

  facts.ofRequest(request)
  const prepared = prepare()
  const first = await acquireToken(request, context)
  host.secrets.mask(first.value)
  facts.ofPerson(first, request)
  facts.ofToken(first, request)
  facts.warn(await lastingProblem(request, host))

  if (request.verify) {
    const environments = await retries.run(() => listEnvironments(first, request, context))
    facts.ofEnvironments(environments)
    facts.warn(nothingVisible(environments, request, host.words))
  }
  return { request, first, facts, prepared }
}

/** That a token of another issuer which doesn't change ends, and the endpoint's use with it. */
async function lastingProblem(
  { credential, timeout }: ServeRequest,
  host: Host,
): Promise<string | undefined> {
  const source = credential.isRenewable === false ? assertionSource(credential.grant) : undefined
  if (!source) return undefined
  const { exp } = readClaims(await source({ ...host, deadline: new Deadline(timeout * 1000) }))
  const time = new Date(Number(exp) * 1000)
  const end = Number.isNaN(time.getTime()) ? 'ends some time' : `ends at ${describeTime(time)}`
  const { words } = host
  return `${words.input('federated-token')} ${end} and stays the same, so no new access token can be had after that. A job that takes longer needs a token that is asked for anew each time, ${words.input('federated-token-file')}, or a certificate.`
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
    warn: (line) => host.log.warning(line),
  }).catch((error: unknown) => {
    throw portFailure(error, port, host.words)
  })
}

/** What tokens may be asked for. Each token is an acquisition of its own; they share the credential alone. */
export function servedResources(
  host: ServingHost,
  http: HttpClient,
  { request, first }: Omit<Served, keyof Place>,
): ServedResource[] {
  let { credential } = request
  const acquire = async (resource: Resource, how: AcquireOptions): Promise<ServedToken> => {
    const token = await acquireServed({ ...request, ...resource, credential }, { host, http, ...how })
    credential = afterSignIn(credential, token.refreshToken)
    return token
  }
  return request.resources.map(
    (resource, index) =>
      new ServedResource({
        ...resource,
        acquire: (how) => acquire(resource, how),
        first: index === 0 ? first : undefined,
      }),
  )
}

/** One token, whose secrets are forgotten once it is there: a server would keep those of days. @throws {TokenRefused} */
async function acquireServed(
  request: Served['request'] & Resource,
  { host, http, requested, isOneTry }: { host: ServingHost; http: HttpClient } & AcquireOptions,
): Promise<AccessToken> {
  const secrets = host.secrets.derive()
  const log = host.log.withSecrets(secrets)
  const { words } = host
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
    return token
  } catch (error) {
    const failure = error instanceof Failure ? error : unexpectedError(error)
    const presented = presentFailure(failure, { secrets, words })
    log.warning(`${request.name}: ${presented.parts.title}`)
    for (const line of presented.text.split('\n')) log.info(line)
    // The next try has a timeout of its own.
    const late = ranOutOfTime(failure) && ({ kind: 'transient', reason: failure.message } as const)
    throw new TokenRefused({ retry: failure.retry ?? (late || undefined) }, presented)
  }
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
