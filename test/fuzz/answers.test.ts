import assert from 'node:assert/strict'
import { describe } from 'node:test'
import fc from 'fast-check'
import { clientSecret } from '../../src/credentials/client-secret.ts'
import { federated } from '../../src/credentials/federated.ts'
import { acquireToken } from '../../src/entra/acquire-token.ts'
import { Failure } from '../../src/failure/failure.ts'
import { summariseFailure } from '../../src/failure/summary.ts'
import { Http, type HttpResponse } from '../../src/http/message.ts'
import { EarlyConnections } from '../../src/http/early-connections.ts'
import { InputReader } from '../../src/inputs/input-reader.ts'
import { Complaints } from '../../src/inputs/issues.ts'
import type { TokenRequest } from '../../src/request/read-request.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { entraErrors } from '../emulator/entra-errors.ts'
import { MemoryHost } from '../memory-host.ts'
import { hostileText, property } from './property.ts'

const SECRET = 'Abc8Q~of-the-app'
const id = '8578e004-a5c6-46e7-913e-12f58912df43'

/** The way out, to a host that gives one answer to everything. */
class CannedHttp extends Http {
  readonly #answer: HttpResponse

  constructor(answer: HttpResponse) {
    super({ connections: new EarlyConnections(), timeout: 1, info: () => {}, debug: () => {} })
    this.#answer = answer
  }

  /** Nothing leaves this process. */
  override async connect(): Promise<void> {}

  /** Every answer would be the same. */
  override retry<T>(attempt: () => Promise<T>): Promise<T> {
    return attempt()
  }

  override send(): Promise<HttpResponse> {
    return Promise.resolve(this.#answer)
  }
}

const json = fc.oneof(fc.jsonValue({ maxDepth: 2 }), hostileText())
/** Entra's error envelope (a live answer's shape), each field of it right, or anything, or not there. */
const refusal = fc
  .record(
    {
      error: fc.oneof(fc.constantFrom('invalid_client', 'invalid_grant', 'interaction_required'), json),
      error_description: fc.oneof(
        hostileText().map((text) => `AADSTS7000215: ${text}`),
        json,
      ),
      error_codes: fc.oneof(
        fc.array(fc.constantFrom(...Object.keys(entraErrors).map(Number)), { maxLength: 3 }),
        json,
      ),
      timestamp: json,
      trace_id: json,
      correlation_id: json,
      suberror: json,
      claims: json,
    },
    { requiredKeys: [] },
  )
  .map((body) => ({ status: 400, body: JSON.stringify(body) }))
const granted = fc
  .record(
    {
      token_type: fc.oneof(fc.constant('Bearer'), json),
      expires_in: fc.oneof(fc.constantFrom(3599, '3599', 0, -1, 1e20), json),
      access_token: fc.oneof(fc.constant('e30.eyJvaWQiOiJ4In0.x'), json),
      scope: json,
      refresh_token: json,
      id_token: json,
    },
    { requiredKeys: [] },
  )
  .map((body) => ({ status: 200, body: JSON.stringify(body) }))
const anything = fc.record({ status: fc.constantFrom(200, 201, 400, 401, 403), body: hostileText() })
const headers = fc.dictionary(
  fc.constantFrom('date', 'retry-after', 'content-type', 'x-ms-request-id', 'content-encoding'),
  hostileText(),
)
const answers = fc.record({ answer: fc.oneof(refusal, granted, anything), headers })

async function ask(
  host: MemoryHost,
  kind: typeof clientSecret,
  answer: HttpResponse,
): Promise<string | undefined> {
  const reader = new InputReader(host, new Complaints())
  const credential = await kind.read(reader, { host, audience: publicCloud.federatedAudience })
  assert.ok(credential)
  const request: TokenRequest = {
    ...{ tenantId: id, clientId: id, cloud: publicCloud, authorityHost: publicCloud.authorityHost },
    ...{ scopes: [`${publicCloud.apiUrl}/.default`], credentialName: kind.name, credentialReason: '' },
    ...{ credential, verify: false, timeout: 1, waitForPropagation: 0, exportAs: undefined },
  }
  const report = (name: string, value: string) => host.info(`${name} ${value}`)
  try {
    const token = await acquireToken(request, { http: new CannedHttp(answer), host, report })
    assert.match(token.value, /^[\w.~+/-]+=*$/)
    assert.ok(token.expiresOn.getTime() > Date.now())
    assert.doesNotMatch(token.scope, /[\r\n]/)
    return undefined
  } catch (error) {
    assert.ok(error instanceof Failure, `not a failure: ${error}`)
    const failure = error.presented(host)
    const shown = [failure.parts.title, failure.text, summariseFailure(failure), ...host.lines].join('\n')
    assert.doesNotMatch(failure.parts.title, /[\r\n]/)
    assert.ok(failure.parts.title.length < 250)
    assert.doesNotMatch(shown, /^\s*::|##\[|(?!\n)[\p{Cc}\p{Cf}]/mu)
    return shown
  }
}

describe('any answer', () => {
  property("of Entra's to a secret is a token or a failure in words", {
    values: answers,
    runs: 1000,
    async holds({ answer, headers }) {
      const host = new MemoryHost({ 'client-secret': SECRET })
      host.mask(SECRET)
      const shown = await ask(host, clientSecret, { ...answer, headers })
      assert.ok(!shown?.includes(SECRET))
    },
  })

  property("of GitHub's is a token whose claims are text", {
    values: fc.record({
      claims: fc.dictionary(
        fc.constantFrom('iss', 'sub', 'aud', 'exp', 'repository_id', 'repository_owner_id', 'enterprise'),
        json,
      ),
      code: fc.constantFrom(...Object.keys(entraErrors).map(Number)),
    }),
    runs: 500,
    examples: [{ claims: { iss: { toString: [] } }, code: 28000 }],
    async holds({ claims, code }) {
      const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
      const body = { error: 'invalid_client', error_description: `AADSTS${code}: no.`, error_codes: [code] }
      const answer = { status: 400, headers: {}, body: JSON.stringify(body) }
      assert.ok(await ask(new MemoryHost({}, `e30.${payload || 'e30'}.x`), federated, answer))
    },
  })
})
