import assert from 'node:assert/strict'
import { describe } from 'node:test'
import fc from 'fast-check'
import { clientSecret } from '../../src/credentials/client-secret.ts'
import { federated } from '../../src/credentials/federated.ts'
import { acquireToken } from '../../src/entra/acquire-token.ts'
import type { TokenRequest } from '../../src/entra/token-request.ts'
import { Failure } from '../../src/failure/failure.ts'
import { summariseFailure } from '../../src/failure/summary.ts'
import { escapeCommands } from '../../src/hosts/github/workflow-commands.ts'
import { HttpClient } from '../../src/http/client.ts'
import type { HttpResponse } from '../../src/http/message.ts'
import { PlainConnections } from '../../src/http/plain-connections.ts'
import { InputReader } from '../../src/inputs/input-reader.ts'
import { InputIssues } from '../../src/inputs/issues.ts'
import { credentialInput } from '../../src/request/choose-credential.ts'
import { Retries } from '../../src/retry/retry.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import type { Harmless } from '../../src/values/harmless.ts'
import { entraErrors } from '../emulator/entra-errors.ts'
import { MemoryHost, plainWords } from '../memory-host.ts'
import { present } from '../presented.ts'
import { hostileText, property } from './property.ts'

const SECRET = 'Abc8Q~of-the-app'
const id = '8578e004-a5c6-46e7-913e-12f58912df43'

/** The network, to a host that gives one answer to everything. */
class CannedHttp extends HttpClient {
  readonly #answer: HttpResponse

  constructor(answer: HttpResponse) {
    super({ connections: new PlainConnections(), words: plainWords, debug: () => {} })
    this.#answer = answer
  }

  /** Nothing leaves this process. */
  override async expect(): Promise<void> {}

  override send(): Promise<HttpResponse> {
    return Promise.resolve(this.#answer)
  }
}

/** Every answer would be the same. */
class NoRetries extends Retries {
  override run<T>(attempt: (again: undefined) => Promise<T>): Promise<T> {
    return attempt(undefined)
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
  const { secrets, identityProvider, words } = host
  const reader = new InputReader(host, new InputIssues())
  const audience = publicCloud.federatedAudience
  const credential = await kind.read(reader, { secrets, identityProvider, credentialInput, audience })
  assert.ok(credential)
  const request: TokenRequest = {
    ...{ tenantId: id, clientId: id, cloud: publicCloud, authorityHost: publicCloud.authorityHost },
    ...{ scopes: [`${publicCloud.apiUrl}/.default`], credential: { ...kind, ...credential } },
  }
  const report = (name: string, value: string) => host.log.info(`${name} ${value}`)
  const retries = new NoRetries({ timeout: 1, waitForPropagation: 0, words, info: () => {} })
  try {
    const token = await acquireToken(request, {
      ...{ http: new CannedHttp(answer), retries, secrets, report, words },
    })
    assert.match(token.value, /^[\w.~+/-]+=*$/)
    assert.ok(token.expiresOn.getTime() > Date.now())
    assert.doesNotMatch(token.scope, /[\r\n]/)
    return undefined
  } catch (error) {
    assert.ok(error instanceof Failure, `not a failure: ${error}`)
    const failure = present(error, secrets)
    const said = [failure.parts.title, failure.text, ...host.lines] as Harmless[]
    const shown = [...said.map(escapeCommands), summariseFailure(failure)].join('\n')
    assert.doesNotMatch(failure.parts.title, /[\r\n]/)
    assert.ok(failure.parts.title.length < 250)
    assert.doesNotMatch(said.map(escapeCommands).join('\n'), /^\s*::|##\[/m)
    assert.doesNotMatch(shown, /(?!\n)[\p{Cc}\p{Cf}]/u)
    return shown
  }
}

describe('any answer', () => {
  property("of Entra's to a secret is a token or a failure in words", {
    values: answers,
    runs: 1000,
    async holds({ answer, headers }) {
      const host = new MemoryHost({ 'client-secret': SECRET })
      host.secrets.mask(SECRET)
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
