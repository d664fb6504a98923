import { randomInt } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { defaultClaims, type JobOptions, jobClaims } from './github-claims.ts'
import { gitHubIssuerHost, gitHubRequestHost } from './hosts.ts'
import type { RecordedRequest, Reply } from './request.ts'
import { createSigningKey, issuerSigningKey } from './signing-key.ts'

export type { JobOptions } from './github-claims.ts'

/** A job as the runner sees it. */
export interface Job {
  /** ACTIONS_ID_TOKEN_REQUEST_URL and …_TOKEN; neither without `permissions: id-token: write`. */
  env: Record<string, string>
  /** The `sub` that its tokens carry. */
  subject: string
  issuer: string
}

interface IssuedJob extends Job {
  path: string
  requestToken: string
  claims: JWTPayload
}

/**
 * GitHub's OIDC issuer: mints the tokens of jobs and publishes the key
 * (https://docs.github.com/en/actions/reference/security/oidc).
 */
export class GitHubIssuer {
  readonly issuer = `https://${gitHubIssuerHost}`
  /** Seconds that the next tokens live; a negative number mints them already expired. */
  lifetime = 300
  readonly #origin: string
  readonly #jobs: IssuedJob[] = []

  constructor(origin: string) {
    this.#origin = origin
  }

  /** Starts a job; its environment is what an action in it would be given. */
  job(options: JobOptions): Job {
    const claims = jobClaims(options)
    // The doubled slash and the API version are there in real request URLs too.
    const path = `/${randomInt(1, 200)}//idtoken/${crypto.randomUUID()}/${crypto.randomUUID()}`
    const origin = options.realHosts ? `https://${gitHubRequestHost}` : this.#origin
    const requestToken = crypto.randomUUID().replaceAll('-', '')
    const env: Record<string, string> =
      options.permissions?.idToken === false
        ? {}
        : {
            ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}${path}?api-version=2.0`,
            ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
          }
    const issuer = options.issuer ?? this.issuer
    const job = { env, subject: String(claims.sub), issuer, path, requestToken, claims }
    this.#jobs.push(job)
    return { env, subject: job.subject, issuer }
  }

  /**
   * Mints a token with any claims; those not given are a plausible job's, and undefined takes one away.
   * `forged` signs it with a key that the issuer doesn't publish.
   */
  async mint(
    claims: JWTPayload = {},
    { forged = false, alg = 'RS256' }: { forged?: boolean; alg?: 'RS256' | 'PS256' } = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const times = { iat: now, nbf: now - 300, exp: now + this.lifetime }
    const key = await (forged ? createSigningKey('forged') : issuerSigningKey(gitHubIssuerHost))
    const whole = {
      ...defaultClaims,
      iss: this.issuer,
      aud: 'api://AzureADTokenExchange',
      ...times,
      jti: crypto.randomUUID(),
      ...claims,
    }
    return key.sign(whole, alg)
  }

  /** Answers the OIDC listener's requests: a job's token, discovery, and keys. */
  async handle(request: RecordedRequest): Promise<Reply | undefined> {
    const { path, host } = request
    const known = /^(.*)\/\.well-known\/(openid-configuration|jwks)$/.exec(path)
    if (known) {
      const issuer = `https://${host}${known[1]}`
      return { status: 200, body: known[2] === 'jwks' ? await this.#jwks() : discovery(issuer) }
    }
    const job = this.#jobs.find((candidate) => candidate.path === path)
    if (!job || request.method !== 'GET') return undefined
    // The body of GitHub's own refusal isn't known.
    if (request.headers.authorization !== `Bearer ${job.requestToken}`) {
      return { status: 401, body: { message: 'Unauthorized' } }
    }
    const audience = request.query.get('audience') ?? `https://github.com/${job.claims.repository_owner}`
    const value = await this.mint({ ...job.claims, iss: job.issuer, aud: audience })
    return { status: 200, body: { count: value.length, value } }
  }

  async #jwks() {
    const { jwk } = await issuerSigningKey(gitHubIssuerHost)
    return { keys: [{ ...jwk, alg: 'RS256' }] }
  }
}

function discovery(issuer: string) {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'jti', 'nbf', ...Object.keys(defaultClaims)],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  }
}
