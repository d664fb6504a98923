import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { CannedAnswer } from '../emulator/faults.ts'
import { assertFailure, assertToken, startScenario, trust } from '../scenario.ts'
import { logLines } from './log-lines.ts'

const MIB = 1024 * 1024
/** Stands in every body, and must stand nowhere else. */
const MARK = 'seen-only-in-the-body'
const page = `<html><title>Sign in to the network</title>${MARK}</html>`
const jwt = makeJwt(Math.floor(Date.now() / 1000) + 1800)
const expired = makeJwt(1000)
const token = { token_type: 'Bearer', expires_in: 3599, access_token: jwt }
const noToken = 'something that is no token answer'
const unusable = 'Entra answered without a usable access token'

/** Answers of 200 to a token request that give no token, and words of the error. */
const useless: [name: string, answer: CannedAnswer, ...words: string[]][] = [
  ['a web page', { headers: { 'Content-Type': 'text/html' }, body: page }, noToken, 'text/html'],
  ['nothing', { body: '' }, noToken, ' 0 bytes'],
  ['an array', { body: [MARK] }, noToken],
  ['null', { body: null }, noToken],
  ['a string', { body: JSON.stringify(MARK) }, noToken],
  ['half an object', { body: `{"${MARK}":` }, noToken],
  ['an empty object', { body: {} }, unusable, 'access_token is missing'],
  [
    'an answer encoded unasked',
    { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(JSON.stringify(token)) },
    noToken,
    'encoded as gzip',
  ],
  ['no access_token', { body: { token_type: 'Bearer', expires_in: 3599 } }, unusable, 'missing or empty'],
  ['an empty access_token', { body: { ...token, access_token: '' } }, unusable, 'missing or empty'],
  ['a number for access_token', { body: { ...token, access_token: 12345678 } }],
  ['an object for access_token', { body: { ...token, access_token: { [MARK]: MARK } } }],
  [
    'white space in access_token',
    { body: { ...token, access_token: `${MARK} ${MARK}` } },
    unusable,
    'no bearer token',
  ],
  ['a line end in access_token', { body: { ...token, access_token: `${MARK}\n::error::x` } }, unusable],
  ['expires_in 0', { body: { ...token, expires_in: 0 } }, unusable, 'expired already'],
  ['a negative expires_in', { body: { ...token, expires_in: -3600 } }, unusable, 'expired already'],
  ['a huge expires_in', { body: { ...token, expires_in: 1e20 } }, unusable, '100000000000000000000'],
  ['true for expires_in', { body: { ...token, expires_in: true } }, unusable, 'makes sense (true)'],
  [
    'an exp that has passed',
    { body: { ...token, access_token: expired } },
    unusable,
    'expired already, at 1970-01-01T00:16:40.000Z',
  ],
  ['another token_type', { body: { ...token, token_type: 'mac' } }, unusable, 'token_type is mac'],
  ['words for expires_in', { body: { ...token, expires_in: 'an hour' } }, unusable, 'an hour'],
  [
    'no end at all',
    { body: { token_type: 'Bearer', access_token: 'opaque' } },
    unusable,
    'no end of the token',
  ],
]

/** Answers with a token, and the least and most seconds that it has left. */
const useful: [name: string, answer: Record<string, unknown>, least: number, most: number][] = [
  ['expires_in as text', { ...token, expires_in: '1200' }, 1100, 1200],
  ['an exp before expires_in', token, 1700, 1800],
  ['null for expires_in', { ...token, expires_in: null }, 1700, 1800],
  ['no expires_in', { token_type: 'Bearer', access_token: jwt }, 1700, 1800],
]

const tooLarge: [name: string, answer: CannedAnswer][] = [
  ['a byte over the limit', { body: 'x'.repeat(MIB + 1) }],
  ['8 MiB without a length', { headers: { 'Transfer-Encoding': 'chunked' }, body: 'x'.repeat(8 * MIB) }],
  ['a length of 1 GiB and no more', { headers: { 'Content-Length': String(1024 * MIB) }, body: 'x' }],
]

describe('the answer to a token request', { concurrency: 4 }, () => {
  for (const third of [useless.slice(0, 7), useless.slice(7, 13), useless.slice(13)]) {
    it(`is no token: ${third.map(([name]) => name).join(', ')}`, async (t) => {
      await using scenario = await startScenario()
      const secret = scenario.app.addSecret()
      for (const [name, answer, ...words] of third) {
        await t.test(name, async () => {
          scenario.emulator.faults.next('login', answer)
          const result = await scenario.run({ 'client-secret': secret }, { hidden: [MARK] })
          assertFailure(result, 'HTTP 200', ...words)
          assert.deepEqual(result.requests, ['login POST 200'])
        })
      }
    })
  }

  it('is a token', async (t) => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    for (const [name, body, least, most] of useful) {
      await t.test(name, async () => {
        scenario.emulator.faults.next('login', { body })
        const result = await scenario.run({ 'client-secret': secret })
        assert.equal(assertToken(result), jwt)
        const left = Number(result.outputs['expires-in'])
        assert.ok(left > least && left <= most, String(left))
      })
    }
  })

  it('is too large', async (t) => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    for (const [name, answer] of tooLarge) {
      await t.test(name, async () => {
        scenario.emulator.faults.next('login', answer)
        const result = await scenario.run({ 'client-secret': secret })
        assertFailure(result, 'login.microsoftonline.com answered with more than 1 MiB')
        assert.deepEqual(result.requests, ['login POST 200'])
        assert.ok(result.durationMs < 3000, `${result.durationMs} ms`)
      })
    }
  })

  it('may be as large as the limit', async () => {
    await using scenario = await startScenario()
    const text = JSON.stringify(token)
    scenario.emulator.faults.next('login', { body: text.padEnd(MIB) })
    assertToken(await scenario.run({ 'client-secret': scenario.app.addSecret() }))
  })

  it('is never looked for behind a redirect', async (t) => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    const targets = [`${scenario.emulator.apiOrigin}/${MARK}`, 'https://login.microsoftonline.us/elsewhere']
    for (const status of [301, 302, 303, 307, 308]) {
      for (const redirect of targets) {
        await t.test(`${status} to ${new URL(redirect).hostname}`, async () => {
          scenario.emulator.faults.next('login', { redirect, status })
          const result = await scenario.run({ 'client-secret': secret })
          assertFailure(result, 'answered with a redirect, which is not followed', `HTTP ${status}`, redirect)
          assert.deepEqual(result.requests, [`login POST ${status}`])
        })
      }
    }
  })
})

describe('the answer to the request for an OIDC token', () => {
  const answers: [name: string, answer: CannedAnswer, words: string][] = [
    [
      'a redirect',
      { status: 302, headers: { Location: 'https://login.microsoftonline.com/elsewhere' } },
      'a redirect',
    ],
    ['a web page', { headers: { 'Content-Type': 'text/html' }, body: page }, 'no OIDC token'],
    ['no value', { body: { count: 0 } }, 'no OIDC token'],
    ['a number', { body: { value: 1 } }, 'no OIDC token'],
    ['too much', { body: 'x'.repeat(MIB + 1) }, 'more than 1 MiB'],
  ]
  it('is no token', async (t) => {
    await using scenario = await startScenario()
    trust(scenario)
    for (const [name, answer, words] of answers) {
      await t.test(name, async () => {
        scenario.emulator.faults.next('oidc', answer)
        const result = await scenario.run({}, { hidden: [MARK] })
        assertFailure(result, words)
        assert.equal(result.requests.length, 1)
        assert.deepEqual(logLines(result, 'Retry'), [])
      })
    }
  })
})

/** A token that ends at a time, in seconds. */
function makeJwt(exp: number): string {
  const parts = ['{"alg":"none"}', JSON.stringify({ exp }), MARK]
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
}
