import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explainManagedIdentity } from '../../../src/entra/managed-identity-error.ts'
import { statusError } from '../../../src/http/http-error.ts'
import type { HttpResponse } from '../../../src/http/message.ts'
import { situation } from '../situation.ts'

const request = { method: 'GET', url: 'http://169.254.169.254/metadata/identity/oauth2/token' } as const

/** As MSAL's error, the answer beside it. */
function explain(status: number, body: unknown, headers: Record<string, string> = {}) {
  const response: HttpResponse = { status, headers, body: JSON.stringify(body) }
  const error = Object.assign(new Error('MSAL gave no token', { cause: new Error('what MSAL says') }), {
    response,
  })
  return explainManagedIdentity(error, {
    situation: situation({ credential: 'managed-identity' }),
    answered: true,
  })
}

const imds = (error: string, error_description = '') => ({ error, error_description })

describe("a managed identity's refusal", () => {
  for (const [name, status, body, headers, heading, retry] of [
    ['a gateway', 502, {}, {}, 'gateway', undefined],
    ['a gateway that waits', 504, {}, {}, 'gateway', undefined],
    ['a fault', 500, imds('unknown'), {}, 'unavailable', 'transient'],
    ['a fault without a word', 503, {}, {}, 'unavailable', 'transient'],
    ['a start', 404, {}, {}, 'unavailable', 'transient'],
    ['an update', 410, {}, {}, 'unavailable', 'transient'],
    ['a slow one', 408, {}, {}, 'unavailable', 'transient'],
    ['throttling', 429, {}, {}, 'unavailable', 'transient'],
    ['a key', 401, {}, { 'www-authenticate': 'Basic realm=x' }, 'key of Azure Arc', undefined],
    [
      'a key with words',
      401,
      imds('x'),
      { 'www-authenticate': 'Basic realm=x' },
      'key of Azure Arc',
      undefined,
    ],
    ['no key', 401, imds('x'), {}, 'refused', undefined],
    ['no word', 400, {}, {}, 'no answer', undefined],
    ['no word, and a key', 403, {}, { 'www-authenticate': 'x' }, 'no answer', undefined],
    ['no identity', 400, imds('invalid_request', 'Identity not found'), {}, 'not assigned', undefined],
    ['no identity, of App Service', 400, { message: 'No MSI found' }, {}, 'not assigned', undefined],
    ['another name', 400, imds('invalid_resource'), {}, 'refused', undefined],
    ['another name, with words', 400, imds('invalid_resource', 'No such'), {}, 'refused', undefined],
    ['a name of three words', 400, imds('bad_request_102'), {}, 'refused', undefined],
    ['a name among words', 400, imds('x', 'an invalid_resource'), {}, 'not assigned', undefined],
    ['a name and more', 400, imds('x', 'invalid_resource: y'), {}, 'not assigned', undefined],
    ['a name of one word', 400, imds('nonsense'), {}, 'not assigned', undefined],
    ['another status', 403, imds('invalid_request'), {}, 'refused', undefined],
    ['almost a fault', 499, imds('x'), {}, 'refused', undefined],
  ] as const) {
    it(`of ${name}`, async () => {
      const failure = await explain(status, body, headers)
      assert.equal(failure.parts.heading, `Managed identity: ${heading}`)
      assert.equal(failure.retry?.kind, retry)
      assert.match(failure.message, /^Managed identity: /)
      assert.equal(failure.parts.tried, "asking this machine for its managed identity's token")
    })
  }

  it("with Entra's code says what the code means", async () => {
    const failure = await explain(400, imds('invalid_request', 'AADSTS1: x. AADSTS500011: no such resource'))
    assert.equal(failure.parts.heading, 'AADSTS500011')
    const unknown = await explain(400, imds('invalid_request', 'AADSTS123456789012345: x'))
    assert.match(unknown.message, /^AADSTS123456789012345: /)
    const none = await explain(
      400,
      imds('invalid_request', 'xAADSTS500011 AADSTS500011x AADSTS1234567890123456'),
    )
    assert.equal(none.parts.heading, 'Managed identity: not assigned')
  })

  it('shows the words of the answer, one line each', async () => {
    const { parts } = await explain(400, imds('invalid_request', 'a\nb'), {
      'content-type': 'application/json',
    })
    assert.equal(parts.answer, 'HTTP 400, application/json, 54 bytes\n- invalid_request\n- a\\u000ab')
  })

  it("shows MSAL's words where the answer has none", async () => {
    assert.equal((await explain(400, {})).parts.answer, 'HTTP 400, no content type, 2 bytes\nwhat MSAL says')
  })

  it('hands on how long to wait, and the cause', async () => {
    const failure = await explain(503, {}, { 'retry-after': '7' })
    assert.equal(failure.retry?.after, 7000)
    assert.equal((failure.cause as Error).message, 'MSAL gave no token')
  })

  it('that is silence says so', async () => {
    const error = new Error('MSAL gave no token', { cause: new Error('no\nroute') })
    const failure = await explainManagedIdentity(error, {
      situation: situation({ credential: 'managed-identity' }),
      answered: false,
    })
    assert.equal(failure.parts.heading, 'Managed identity: no answer')
    assert.equal(failure.parts.answer, 'no\\u000aroute')
    assert.equal(failure.retry, undefined)
    assert.equal(
      (
        await explainManagedIdentity(new Error('alone'), {
          situation: situation({ credential: 'managed-identity' }),
          answered: false,
        })
      ).parts.answer,
      'alone',
    )
  })

  it('that is silence after an answer may pass', async () => {
    const failure = await explainManagedIdentity(new Error('no route'), {
      situation: situation({ credential: 'managed-identity' }),
      answered: true,
    })
    assert.equal(failure.parts.heading, 'Managed identity: unavailable')
    assert.equal(failure.retry?.kind, 'transient')
    assert.equal(failure.parts.answer, 'no route')
  })

  it('that came by our own error has the words of that', async () => {
    const error = statusError(request, { status: 503, headers: {}, body: '' })
    Object.defineProperty(error, 'cause', { value: new Error('beneath') })
    const { answer } = (
      await explainManagedIdentity(error, {
        situation: situation({ credential: 'managed-identity' }),
        answered: false,
      })
    ).parts
    assert.equal(answer, 'HTTP 503, no content type, 0 bytes\n169.254.169.254 answered 503')
  })
})
