import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure, type Retry } from '../../../src/failure/failure.ts'
import { timeoutError } from '../../../src/http/http-error.ts'
import { Retries } from '../../../src/retry/retry.ts'
import { plainWords } from '../../memory-host.ts'
import { virtualTime } from '../virtual-time.ts'

const request = { method: 'GET', url: 'https://a.example/x' } as const
const failure = (retry?: Partial<Retry>) =>
  new Failure(
    { title: 'It failed', why: '', heading: '', tried: 'asking' },
    { retry: retry && { kind: 'transient', reason: 'a fault', ...retry } },
  )

/** What comes of attempts that throw these, in order, and then succeed. */
async function attempts(throws: unknown[], { timeout = 60 } = {}) {
  const lines: string[] = []
  const retries = new Retries({
    ...{ timeout, waitForPropagation: 0, words: plainWords },
    info: (line) => lines.push(line),
  })
  const left = [...throws]
  const outcome = await retries
    .run(async () => {
      if (left.length > 0) throw left.shift()
      return 'done'
    })
    .catch((error: unknown) => error)
  return { outcome, lines, made: throws.length - left.length, ...(outcome as Failure).parts }
}

describe('another try', () => {
  it('is not made after success', async (t) => {
    const time = virtualTime(t)
    assert.equal((await attempts([])).outcome, 'done')
    assert.deepEqual(time.waits, [])
  })

  it('follows what may pass, after a wait that grows to a limit', async (t) => {
    const time = virtualTime(t, 1)
    const { outcome, lines } = await attempts(Array.from({ length: 7 }, () => failure({})))
    assert.equal(outcome, 'done')
    assert.deepEqual(time.waits, [500, 1000, 2000, 4000, 8000, 10_000, 10_000])
    assert.deepEqual(lines.slice(0, 2), ['Retry 1 in 0.5 s: a fault', 'Retry 2 in 1.0 s: a fault'])
  })

  it('follows a crowd after waits that spread it, from then on', async (t) => {
    const time = virtualTime(t, 1)
    await attempts([failure({}), failure({ throttled: true }), failure({}), failure({ throttled: false })])
    assert.deepEqual(time.waits, [500, 10_000, 10_000, 10_000])
  })

  it('spreads a crowd over a sixth of the timeout, and 10 s at most', async (t) => {
    const time = virtualTime(t, 0.5)
    await attempts([failure({ throttled: true, after: 1000 }), failure({ throttled: true })], { timeout: 12 })
    await attempts([failure({ throttled: true })], { timeout: 600 })
    assert.deepEqual(time.waits, [2000, 1000, 5000])
  })

  it('follows a crowd after no shorter waits than any other', async (t) => {
    const time = virtualTime(t, 1)
    await attempts(
      Array.from({ length: 4 }, () => failure({ throttled: true })),
      { timeout: 9 },
    )
    assert.deepEqual(time.waits, [1500, 1500, 2000])
  })

  it('misses no time that the server names, if it fits into the timeout', async (t) => {
    const time = virtualTime(t, 1)
    const { outcome } = await attempts([failure({ throttled: true, after: 50_000 })])
    assert.equal(outcome, 'done')
    assert.deepEqual(time.waits, [55_000])
    assert.equal((await attempts([failure({ after: 59_999 })])).outcome, 'done')
    assert.match((await attempts([failure({ after: 60_000 })])).tried ?? '', /asked to wait 60 s/)
  })

  it('waits as long as the server says, and a little more', async (t) => {
    const time = virtualTime(t, 0.5)
    const { lines } = await attempts([failure({ after: 3000 }), failure({ after: 0 })])
    assert.deepEqual(time.waits, [3250, 500])
    assert.deepEqual(lines, ['Retry 1 in 3.3 s: a fault', 'Retry 2 in 0.5 s: a fault'])
  })

  for (const [name, error, tried] of [
    ['no failure of ours', new Error('a bug'), undefined],
    ['a final failure', failure(), 'asking'],
    ['one that spreads', failure({ kind: 'propagation' }), 'asking'],
    ['one that needs a new assertion', failure({ kind: 'renewal' }), 'asking'],
  ] as const) {
    it(`does not follow ${name}`, async (t) => {
      virtualTime(t)
      const result = await attempts([error])
      assert.equal(result.outcome, error)
      assert.equal(result.tried, tried)
    })
  }

  it('that ends otherwise says how many there were', async (t) => {
    virtualTime(t)
    const last = failure()
    const { outcome, tried } = await attempts([failure({}), failure({}), last])
    assert.equal(outcome, last)
    assert.equal(tried, 'asking, 3 times')
  })

  it('that ends in a bug throws it as it is', async (t) => {
    virtualTime(t)
    const bug = new Error('a bug')
    assert.equal((await attempts([failure({}), bug])).outcome, bug)
  })

  it('does not follow when the time is over', async (t) => {
    const time = virtualTime(t, 1)
    const { tried, made, fixes } = await attempts([failure({}), failure({}), failure({})], { timeout: 1.6 })
    assert.deepEqual(time.waits, [500, 1000])
    assert.equal(made, 3)
    assert.equal(tried, 'asking, 3 times; 0.1 s were left of the timeout')
    assert.deepEqual(fixes, [{ text: 'Raise timeout to wait longer.' }])
  })

  it('does not follow when no time is left after the wait', async (t) => {
    virtualTime(t, 1)
    assert.equal(
      (await attempts([failure({})], { timeout: 0.5 })).tried,
      'asking, 1 time; 0.5 s were left of the timeout',
    )
    assert.equal((await attempts([failure({})], { timeout: 0.501 })).outcome, 'done')
  })

  it('does not follow when the server asks for too long a wait, and says so', async (t) => {
    virtualTime(t)
    const { tried, made } = await attempts([failure({ after: 59_001 }), failure({})], { timeout: 59 })
    assert.equal(made, 1)
    assert.equal(tried, 'asking, 1 time; the server asked to wait 60 s, and 59.0 s were left of the timeout')
  })

  it('that ran out of time tells of the failure before', async (t) => {
    virtualTime(t)
    const explained = (cause: Error) =>
      new Failure({ title: 'It failed', why: '', heading: '', tried: 'explaining' }, { cause })
    const deadline = timeoutError(request, { limit: 10, isDeadline: true }, plainWords)
    for (const last of [deadline, explained(deadline)]) {
      const first = failure({})
      const { outcome, tried } = await attempts([first, last])
      assert.equal(outcome, first)
      assert.equal(tried, 'asking, 2 times; 0.0 s were left of the timeout')
    }
    const other = explained(timeoutError(request, { limit: 10, isDeadline: false }, plainWords))
    assert.equal((await attempts([failure({}), other])).outcome, other)
  })

  it('that ran out of time at once tells of that', async (t) => {
    virtualTime(t)
    const deadline = timeoutError(request, { limit: 10, isDeadline: true }, plainWords)
    assert.equal((await attempts([deadline])).outcome, deadline)
    const late = timeoutError(request, { limit: 10, isDeadline: false }, plainWords)
    assert.equal((await attempts([failure({}), late], { timeout: 60 })).outcome, 'done')
  })
})

describe('a renewal', () => {
  it('follows at once', async (t) => {
    const time = virtualTime(t)
    const retries = new Retries({ timeout: 60, waitForPropagation: 0, words: plainWords, info: () => {} })
    const kinds: unknown[] = []
    await retries.run(
      async (again) => {
        kinds.push(again)
        if (kinds.length === 1) throw failure({ kind: 'renewal' })
      },
      { isRenewable: true },
    )
    assert.deepEqual([kinds, time.waits], [[undefined, 'renewal'], []])
  })
})
