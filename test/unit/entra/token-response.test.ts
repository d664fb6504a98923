import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import type { AuthenticationResult } from '@azure/msal-node'
import type { TokenRequest } from '../../../src/entra/token-request.ts'
import { readAccessToken } from '../../../src/entra/token-response.ts'
import { Failure } from '../../../src/failure/failure.ts'
import { plainWords } from '../../memory-host.ts'

const NOW = Date.UTC(2026, 10, 22, 10, 15, 0)
const seconds = NOW / 1000
const request = { scopes: ['https://a.example/.default', 'openid'] } as TokenRequest
const jwt = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature-of-it`

interface Given {
  token?: unknown
  tokenType?: string
  expiresOn?: Date | null
  body?: object | string
  headers?: Record<string, string>
}

function read({
  token = 'opaque-access-token',
  tokenType = 'Bearer',
  expiresOn = null,
  body,
  headers = {},
}: Given) {
  const result = { accessToken: token, tokenType, expiresOn } as AuthenticationResult
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return readAccessToken(result, body === undefined ? undefined : { status: 200, headers, body: text }, {
    request,
    words: plainWords,
  })
}

const good = { body: { expires_in: 3599 } }

describe('an access token', () => {
  it('is read, and shown by no inspection', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: NOW })
    const token = read({ ...good, token: jwt({ oid: 'x' }) })
    assert.equal(token.value, jwt({ oid: 'x' }))
    assert.deepEqual(
      { ...token },
      {
        type: 'Bearer',
        expiresOn: new Date(NOW + 3599_000),
        scope: 'https://a.example/.default openid',
        claims: { oid: 'x' },
      },
    )
    assert.ok(!inspect(token).includes(token.value))
  })

  it('has the scope that was granted, fit to be printed', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: NOW })
    assert.equal(read({ body: { expires_in: 1, scope: 'a\nb' } }).scope, 'a\\u000ab')
    assert.equal(read({ body: { expires_in: 1, scope: ['a'] } }).scope, 'https://a.example/.default openid')
  })

  for (const token of ['aZ0_.~+/-aZ0_.~+/-==', 'x'.repeat(16), 'x'.repeat(16_384)]) {
    it(`may be ${token.slice(0, 20)}, ${token.length} characters`, () =>
      assert.equal(read({ ...good, token }).value, token))
  }

  for (const [token, why] of [
    ['', 'access_token is missing or empty.'],
    [undefined, 'access_token is missing or empty.'],
    [{ a: 1 }, 'access_token is no bearer token.'],
    ['opaque access token', 'access_token is no bearer token.'],
    ['opaque=access-token', 'access_token is no bearer token.'],
    [' opaque-access-token', 'access_token is no bearer token.'],
    ['opaque-access-token\n', 'access_token is no bearer token.'],
    ['='.repeat(16), 'access_token is no bearer token.'],
    ['x'.repeat(15), 'access_token is no bearer token.'],
    ['x'.repeat(16_385), 'access_token is no bearer token.'],
  ] as const) {
    it(`may not be ${JSON.stringify(token)?.slice(0, 30)}`, () => {
      const result = {
        accessToken: token,
        tokenType: 'Bearer',
        expiresOn: null,
      } as unknown as AuthenticationResult
      assert.throws(
        () =>
          readAccessToken(
            result,
            { status: 200, headers: {}, body: '{"expires_in":9}' },
            { request, words: plainWords },
          ),
        (error) => error instanceof Failure && error.parts.why === why,
      )
    })
  }

  for (const tokenType of ['bearer', 'BEARER', '']) {
    it(`may be of type "${tokenType}"`, () => assert.equal(read({ ...good, tokenType }).type, 'Bearer'))
  }

  for (const tokenType of ['pop', 'bearer2', 'xbearer']) {
    it(`may not be of type ${tokenType}`, () => {
      assert.throws(
        () => read({ ...good, tokenType }),
        (error) => error instanceof Failure && error.parts.why.startsWith(`token_type is ${tokenType};`),
      )
    })
  }
})

describe("the end of a token's life", () => {
  const later = new Date(NOW + 5000_000)
  for (const [name, given, end] of [
    ['in seconds', { body: { expires_in: 10 } }, 10],
    ['in seconds as text', { body: { expires_in: '10' } }, 10],
    ['in seconds, whatever MSAL says', { body: { expires_in: 10 }, expiresOn: later }, 10],
    ["by the token's own claim", { body: {}, token: jwt({ exp: seconds + 7 }) }, 7],
    [
      "by the token's own claim, which is earlier",
      { body: { expires_in: 10 }, token: jwt({ exp: seconds + 7 }) },
      7,
    ],
    [
      "not by the token's own claim, which is later",
      { body: { expires_in: 10 }, token: jwt({ exp: seconds + 70 }) },
      10,
    ],
    ['not by a claim that is no number', { body: { expires_in: 10 }, token: jwt({ exp: '7' }) }, 10],
    ['as a point in time', { body: { expires_on: 'x' }, expiresOn: later }, 5000],
    [
      'as a point in time beside null',
      { body: { expires_in: null, expires_on: 'x' }, expiresOn: later },
      5000,
    ],
    ['by the claim, without an answer', { token: jwt({ exp: seconds + 7 }) }, 7],
    ['by the claim, with an answer that is none', { body: '[', token: jwt({ exp: seconds + 7 }) }, 7],
  ] as [string, Given, number][]) {
    it(`is stated ${name}`, (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: NOW + 900 })
      assert.equal(read(given).expiresOn.getTime(), NOW + end * 1000)
    })
  }

  for (const [name, given, why] of [
    ['nothing', { body: {} }, 'that makes sense (none).'],
    ['a word', { body: { expires_in: 'soon' } }, 'that makes sense (soon).'],
    ['a fraction as text', { body: { expires_in: '1.5' } }, 'that makes sense (1.5).'],
    ['a number after text', { body: { expires_in: 'x5' } }, 'that makes sense (x5).'],
    ['a number before text', { body: { expires_in: '5x' } }, 'that makes sense (5x).'],
    ['a word, beside a claim', { body: { expires_in: true }, token: jwt({ exp: seconds + 7 }) }, '(true).'],
    ['a number in a list', { body: { expires_in: ['5'] } }, 'that makes sense (["5"]).'],
    ['too large a number', { body: { expires_in: 1e20 } }, 'that makes sense (100000000000000000000).'],
    ['a time that MSAL does not know', { body: { expires_on: 'x' } }, 'that makes sense (x).'],
    ['a claim out of range', { body: {}, token: jwt({ exp: 1e300 }) }, 'that makes sense (none).'],
    ['the past', { body: { expires_in: -5 } }, 'expired already, at 2026-11-22T10:14:55.000Z.'],
    ['the past as text', { body: { expires_in: '-5' } }, 'expired already, at 2026-11-22T10:14:55.000Z.'],
    ['now', { body: { expires_in: 0 } }, 'expired already, at 2026-11-22T10:15:00.000Z.'],
  ] as [string, Given, string][]) {
    it(`may not be ${name}`, (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: NOW })
      assert.throws(
        () => read(given),
        (error) => error instanceof Failure && error.parts.why.includes(why),
      )
    })
  }

  it("in the past is seen with the server's clock", (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: NOW })
    const headers = { date: 'Sun, 22 Nov 2026 10:14:00 GMT' }
    assert.throws(
      () => read({ body: { expires_in: -5 }, headers }),
      (error) => {
        assert.ok(error instanceof Failure)
        assert.match(error.parts.why, /clock is 60 seconds ahead of Entra's/)
        assert.equal(error.parts.answer, 'HTTP 200, no content type, 17 bytes')
        assert.equal(error.parts.tried, 'asking for https://a.example/.default openid')
        assert.ok(error.parts.fixes?.[0]?.text)
        return true
      },
    )
  })

  it('without an answer tells of none', () => {
    assert.throws(
      () => read({}),
      (error) => error instanceof Failure && !('answer' in error.parts),
    )
  })
})
