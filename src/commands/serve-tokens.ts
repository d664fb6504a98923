import { randomBytes } from 'node:crypto'
import { acquireToken } from '../entra/acquire-token.ts'
import { afterSignIn, assertionSource } from '../entra/credential.ts'
import type { AccessToken } from '../entra/token-response.ts'
import type { HttpClient } from '../http/client.ts'
import { checkPort } from '../identity-endpoint/port.ts'
import type { IdentityEndpoint } from '../identity-endpoint/server.ts'
import type { Host } from '../ports/host.ts'
import { listEnvironments } from '../power-platform/environments.ts'
import { readServeRequest, type ServeRequest, wordsFor } from '../request/resources.ts'
import { Deadline } from '../values/deadline.ts'
import { readClaims } from '../values/jwt.ts'
import { OWN_SECRET } from '../values/own-endpoint.ts'
import { newAcquisition } from './acquisition.ts'
import { describeTime } from './describe-time.ts'
import type { ExitCode } from './exit-code.ts'
import type { Facts } from './facts.ts'
import { nothingVisible } from './nothing-visible.ts'
import { openEndpoint, type Place } from './open-endpoint.ts'
import { tell } from './tell.ts'

/** What an endpoint begins with. */
export interface Beginning {
  request: ServeRequest
  /** For the first resource. */
  first: AccessToken
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
    // A port that is taken is no reason to ask for a token, or a person to sign in.
    prepare: () => checkPort(place.port, host.words),
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
  /** Does what needs no token yet, before the first one is asked for. @throws {Failure} */
  prepare(): Prepared | Promise<Prepared>
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
  prepare: () => Prepared | Promise<Prepared>,
): Promise<Beginning & { facts: Facts; prepared: Prepared }> {
  const request = await readServeRequest(host)
  const [resource] = request.resources
  const words = resource ? wordsFor(resource, host.words) : host.words
  const context = newAcquisition({ ...host, words }, http, request)
  const { facts, retries } = context

  facts.ofRequest(request)
  const prepared = await prepare()
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
  const end = Number.isNaN(time.getTime()) ? 'expires some time' : `expires at ${describeTime(time)}`
  const { words } = host
  return `${words.input('federated-token')} ${end} and is never renewed, so there are no new access tokens after that. For a longer job, use ${words.renewed}, ${words.input('federated-token-file')}, or a certificate.`
}
