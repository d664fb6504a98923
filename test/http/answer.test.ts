import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CannedAnswer } from '../emulator/faults.ts'
import { assertFailure, assertToken, startScenario } from '../scenario.ts'

/** Bytes. */
const LIMIT = 32 * 1024
/** Stands in every body, and must stand nowhere else. */
const MARK = 'seen-only-in-the-body'
const jwt = makeJwt(Math.floor(Date.now() / 1000) + 1800)
const expired = makeJwt(1000)
const token = { token_type: 'Bearer', expires_in: 3599, access_token: jwt }

/** Answers of 200 to a token request whose token is of no use, and words of the error. */
const useless: [name: string, answer: CannedAnswer, ...words: string[]][] = [
  ['an empty access_token', { body: { ...token, access_token: '' } }, 'missing or empty'],
  ['a number for access_token', { body: { ...token, access_token: 12345678 } }],
  ['white space in access_token', { body: { ...token, access_token: `${MARK} ${MARK}` } }, 'no bearer token'],
  ['a line end in access_token', { body: { ...token, access_token: `${MARK}\n::error::x` } }],
  ['an exp that has passed', { body: { ...token, access_token: expired } }, 'at 1970-01-01T00:16:40.000Z'],
  ['another token_type', { body: { ...token, token_type: 'mac' } }, 'token_type is mac'],
  [
    'no end at all',
    { body: { token_type: 'Bearer', access_token: 'opaque-access-token' } },
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
  ['a byte over the limit', { body: 'x'.repeat(LIMIT + 1) }],
  ['a length of 1 GiB and no more', { headers: { 'Content-Length': String(2 ** 30) }, body: 'x' }],
]

describe('the answer to a token request', { concurrency: 4 }, () => {
  it('is no token', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
    const secret = scenario.app.addSecret()
    for (const [name, answer, ...words] of useless) {
      await t.test(name, async () => {
        scenario.emulator.faults.next('login', answer)
        const result = await scenario.run({ 'client-secret': secret }, { hidden: [MARK] })
        assertFailure(result, 'Entra answered without a usable access token', 'HTTP 200', ...words)
        assert.deepEqual(result.requests, ['login POST 200'])
      })
    }
  })

  it('is a token', async (t) => {
    await using scenario = await startScenario({ sharesProcess: true })
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
        assertFailure(result, 'login.microsoftonline.com answered with more than 32 KiB')
        assert.deepEqual(result.requests, ['login POST 200'])
        assert.ok(result.durationMs < 3000, `${result.durationMs} ms`)
      })
    }
  })

  it('may be as large as the limit', async () => {
    await using scenario = await startScenario()
    const text = JSON.stringify(token)
    scenario.emulator.faults.next('login', { body: text.padEnd(LIMIT) })
    assertToken(await scenario.run({ 'client-secret': scenario.app.addSecret() }))
  })
})

/** A token that ends at a time, in seconds. */
function makeJwt(exp: number): string {
  const parts = ['{"alg":"none"}', JSON.stringify({ exp }), MARK]
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
}
