import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure, type Retry } from '../../../src/failure/failure.ts'
import { presentFailure } from '../../../src/failure/presented-failure.ts'
import { describeServed, ServedResource } from '../../../src/identity-endpoint/served-resource.ts'
import { TokenRefused } from '../../../src/identity-endpoint/token-refused.ts'
import { SecretRegistry } from '../../../src/secrets/registry.ts'
import { makeHarmless } from '../../../src/values/harmless.ts'
import { VirtualClock } from '../../identity-endpoint/virtual-clock.ts'
import { plainWords } from '../../memory-host.ts'

function refused(retry?: Partial<Retry>): TokenRefused {
  const failure = new Failure(
    { title: 'Refused', why: '', heading: '' },
    { retry: retry && { kind: 'transient', reason: '', ...retry } },
  )
  return new TokenRefused(
    failure,
    presentFailure(failure, { secrets: new SecretRegistry(), words: plainWords }),
    makeHarmless('api', String),
  )
}

describe('a served resource', () => {
  it('counts what it gave, what it asked for, whom it refused, and how long they waited', async () => {
    using clock = new VirtualClock()
    let isDown = true
    const resource = new ServedResource({
      ...{ name: 'api', names: ['api'] },
      acquire: async ({ requested }) => {
        requested()
        requested()
        await clock.after(1500)
        if (isDown) throw refused()
        return { value: 'a', expiresOn: new Date(Date.now() + 3_600_000) }
      },
    })
    const first = assert.rejects(resource.token(), TokenRefused)
    await clock.pass(1500)
    await first
    isDown = false
    await clock.pass(30_000)
    const second = resource.token()
    await clock.pass(1500)
    await second
    await resource.token()
    assert.deepEqual(resource.tally, {
      resource: 'api',
      answers: 2,
      requests: 4,
      refusals: 1,
      longestWait: 1500,
    })
    resource.stop()
  })

  for (const [after, expected] of [
    [undefined, 2],
    [3_500, 4],
    [600_000, 5],
  ] as const) {
    it(`says to ask again after ${expected} s, where Entra says ${after ?? 'nothing'}`, async (t) => {
      using _ = new VirtualClock()
      t.mock.method(Math, 'random', () => 1)
      const resource = new ServedResource({
        ...{ name: 'api', names: ['api'] },
        acquire: () => Promise.reject(refused({ after })),
      })
      await assert.rejects(resource.token())
      assert.equal(resource.retryAfter, expected)
    })
  }

  it('says a second where there is nothing to wait for', () => {
    const resource = new ServedResource({ name: 'api', names: [], acquire: () => assert.fail('asked for') })
    assert.equal(resource.retryAfter, 1)
  })
})

describe('a tally', () => {
  const tally = { resource: 'https://a', answers: 0, requests: 0, refusals: 0, longestWait: 0 }
  for (const [more, expected] of [
    [{ refusals: 1 }, '0 tokens handed out, 0 requests to Entra, 1 refusal; the longest wait was 0.0 s'],
    [
      { answers: 1, requests: 1, refusals: 1, longestWait: 1250 },
      '1 token handed out, 1 request to Entra, 1 refusal; the longest wait was 1.3 s',
    ],
    [
      { answers: 12_000, requests: 24, refusals: 2, longestWait: 60_000 },
      '12000 tokens handed out, 24 requests to Entra, 2 refusals; the longest wait was 60.0 s',
    ],
  ] as const) {
    it(`is one line: ${expected}`, () =>
      assert.deepEqual(describeServed([{ ...tally, ...more }]), [`https://a: ${expected}`]))
  }

  it('is none of what nobody asked for', () =>
    assert.deepEqual(describeServed([tally]), ['The identity endpoint served no tokens.']))
})
