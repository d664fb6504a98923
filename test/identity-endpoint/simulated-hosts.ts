import { HttpClient } from '../../src/http/client.ts'
import { statusError, timeoutError } from '../../src/http/http-error.ts'
import type { HttpRequest, HttpResponse } from '../../src/http/message.ts'
import { PlainConnections } from '../../src/http/plain-connections.ts'
import type { Deadline } from '../../src/values/deadline.ts'
import { entraErrors } from '../emulator/entra-errors.ts'
import { jobClaims } from '../emulator/github-claims.ts'
import { plainWords } from '../memory-host.ts'
import type { VirtualClock } from './virtual-clock.ts'
import { fateOf, MINUTE, SECOND, type Spell, spellAt } from './weather.ts'

/** Stands in each token, and must not stand anywhere else. */
export const MARK = 'NobodyMaySeeThisOfAnyToken'

export const REQUEST_URL = 'https://run-actions-1.actions.githubusercontent.com/token?api-version=2'
/** Milliseconds that an OIDC token of GitHub's lives. */
const ASSERTION_LIFE = 5 * MINUTE
/** Milliseconds that a request may take, as in src/http/client.ts. */
const REQUEST_TIMEOUT = 15 * SECOND

/** A request to Entra for a token. */
export interface EntraRequest {
  /** Milliseconds since the beginning. */
  at: number
  resource: number
  outcome: 'token' | Spell['kind']
}

interface SimulatedHostsOptions {
  clock: VirtualClock
  /** Of the resources, by which scopes name them. */
  resources: readonly string[]
  random: () => number
}

/** GitHub's OIDC issuer and Entra, with a day's faults, under a clock of the test's. */
export class SimulatedHosts extends HttpClient {
  readonly requests: EntraRequest[] = []
  oidcRequests = 0
  /** When a fault was last met on the way to a resource's token, by resource. */
  readonly lastFault: number[] = []
  readonly #options: SimulatedHostsOptions
  /** When each token ends, by Entra's clock. */
  readonly #ends = new Map<string, number>()
  /** When each OIDC token ends. */
  readonly #assertions = new Map<string, number>()
  /** Requests that met good weather, by resource. */
  readonly #made: number[] = []
  #tokens = 0

  constructor(options: SimulatedHostsOptions) {
    super({ connections: new PlainConnections(), words: plainWords, debug: () => {} })
    this.#options = options
  }

  override async expect(): Promise<void> {}
  override async idle(): Promise<void> {}

  /** Milliseconds that a token has left by Entra's clock. */
  leftOf(token: string): number {
    return (this.#ends.get(token) ?? Number.NaN) - this.#options.clock.true
  }

  override async send(request: HttpRequest, deadline: Deadline): Promise<HttpResponse> {
    const { clock, random } = this.#options
    const isOidc = request.url.startsWith(REQUEST_URL)
    const answer = isOidc ? this.#issue(request) : this.#grant(request)
    const limit = Math.min(REQUEST_TIMEOUT, deadline.left)
    if (answer === 'silence') {
      await clock.after(limit)
      throw timeoutError(request, { limit, isDeadline: limit === deadline.left }, plainWords)
    }
    await clock.after((0.05 + random() * 0.4) * SECOND)
    const headers = { date: new Date(clock.true).toUTCString(), ...answer.headers }
    const response = { status: answer.status, headers, body: JSON.stringify(answer.body) }
    if (response.status === 429 || response.status >= 500) throw statusError(request, response)
    return response
  }

  #issue({ headers }: HttpRequest): Answer | 'silence' {
    const { clock, random } = this.#options
    this.oidcRequests += 1
    if (headers?.authorization !== `Bearer ${MARK}`) return { status: 401, body: {} }
    if (spellAt(clock.now, -1)?.kind === 'oidc') return random() < 0.2 ? 'silence' : { status: 503, body: {} }
    const now = Math.floor(clock.true / SECOND)
    const token = this.#token({
      ...jobClaims({ repository: 'octo/deploy' }),
      ...{ iss: 'https://token.actions.githubusercontent.com', aud: 'api://AzureADTokenExchange' },
      ...{ iat: now, exp: now + ASSERTION_LIFE / SECOND },
    })
    forgetEnded(this.#assertions, clock.true)
    this.#assertions.set(token, clock.true + ASSERTION_LIFE)
    return { status: 200, body: { value: token } }
  }

  #grant({ body = '' }: HttpRequest): Answer {
    const { clock, resources } = this.#options
    const form = new URLSearchParams(body)
    const resource = resources.findIndex((each) => form.get('scope')?.startsWith(`${each}/.default`))
    const assertion = form.get('client_assertion') ?? ''
    const ended = this.#assertions.get(assertion)
    if (resource < 0 || ended === undefined) throw new Error('the program asked for something else')
    const request: EntraRequest = { at: clock.now, resource, outcome: 'token' }
    this.requests.push(request)
    const met = (outcome: EntraRequest['outcome'], answer: Answer): Answer => {
      request.outcome = outcome
      if (outcome !== 'token') this.lastFault[resource] = clock.now
      return answer
    }
    const spell = spellAt(clock.now, resource)?.kind
    if (ended < clock.true) return met('refused', this.#refusal(700024, 401, assertion))
    if (spell === 'refused') return met(spell, this.#refusal(500011, 400, assertion))
    const nth = this.#made[resource] ?? 0
    const { life, stray } = fateOf(resource, nth)
    if (!spell) this.#made[resource] = nth + 1
    const fault = spell ?? stray
    if (fault === 'fault') return met(fault, { status: 503, body: {} })
    if (fault === 'busy') return met(fault, { status: 429, headers: { 'retry-after': '20' }, body: {} })
    this.#assertions.delete(assertion)
    const end = clock.true + life
    const token = this.#token({
      aud: resources[resource],
      appid: form.get('client_id'),
      exp: Math.floor(end / SECOND),
    })
    forgetEnded(this.#ends, clock.true)
    this.#ends.set(token, end)
    const seconds = Math.floor(life / SECOND)
    return { status: 200, body: { token_type: 'Bearer', expires_in: seconds, access_token: token } }
  }

  /** It repeats what it was sent, as a proxy might. */
  #refusal(code: 500011 | 700024, status: number, assertion: string): Answer {
    const { error, text } = entraErrors[code]
    const error_description = `AADSTS${code}: ${text} Sent was ${assertion}. Trace ID: 0 Correlation ID: 0 Timestamp: 0`
    return { status, body: { error, error_description, error_codes: [code] } }
  }

  #token(claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    this.#tokens += 1
    return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ ...claims, uti: MARK })}.${MARK}-${this.#tokens}`
  }
}

function forgetEnded(tokens: Map<string, number>, now: number): void {
  for (const [token, end] of tokens) if (end < now - MINUTE) tokens.delete(token)
}

interface Answer {
  status: number
  headers?: Record<string, string>
  body: object
}
