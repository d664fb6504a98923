import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Failure, type Retry } from '../../../src/failure/failure.ts'
import { timeoutError } from '../../../src/http/http-error.ts'
import { Retries } from '../../../src/retry/retry.ts'
import { plainWords } from '../../memory-host.ts'
import { virtualTime } from '../virtual-time.ts'

const broken = () =>
  timeoutError({ method: 'GET', url: 'https://a.example' }, { limit: 10, isDeadline: true }, plainWords)
const failure = (kind?: Retry['kind']) =>
  new Failure(
    { title: `Refused (${kind})`, why: '', heading: '', tried: 'asking' },
    { retry: kind && { kind, reason: '' } },
  )

interface Play {
  seconds: number
  dice?: number
  /** What each attempt throws; the last one for ever, unless it is undefined. */
  throws: (() => unknown)[]
  /** Milliseconds of each attempt. */
  takes?: number
}

async function play(t: TestContext, { seconds, dice = 1, throws, takes = 0 }: Play) {
  const time = virtualTime(t, dice)
  const lines: string[] = []
  let restarts = 0
  let made = 0
  const retries = new Retries({
    ...{ timeout: 60, waitForPropagation: seconds, words: plainWords },
    info: (line) => lines.push(line),
  })
  t.mock.method(retries.deadline, 'restart', () => restarts++)
  const attempt = async () => {
    time.now += takes
    const next = throws[made++]
    if (next) throw next()
    return 'done'
  }
  const outcome = await retries.run(attempt).catch((error: unknown) => error)
  const { message, parts } = outcome as Failure
  return { time, lines, restarts, made, outcome, message, tried: parts?.tried, retries }
}

const refused = () => failure('propagation')

describe('the wait for propagation', () => {
  it('goes on until it succeeds, with steps that grow to a limit, each with more time', async (t) => {
    const { outcome, time, restarts, lines } = await play(t, { seconds: 300, throws: Array(9).fill(refused) })
    assert.equal(outcome, 'done')
    const waits = [1000, 1500, 2250, 3375, 5062.5, 7593.75, 11_390.625, 15_000, 15_000]
    assert.deepEqual(time.waits, waits)
    assert.equal(restarts, 9)
    assert.equal(
      lines[1],
      'Waiting for it to spread: Refused (propagation). Next try in 1.5 s; 299 s of wait-for-propagation are left',
    )
  })

  it('comes on top of the timeout: each try has what the first refusal left of it', async (t) => {
    const time = virtualTime(t, 1)
    const retries = new Retries({
      ...{ timeout: 4, waitForPropagation: 60, words: plainWords, info: () => {} },
    })
    const left: number[] = []
    await retries.run(async () => {
      left.push(retries.deadline.left)
      time.now += 1500
      if (left.length < 4) throw refused()
    })
    assert.deepEqual(left, [4000, 2500, 2500, 2500])
  })

  it('waits half a step at least', async (t) => {
    const { time } = await play(t, { seconds: 300, dice: 0, throws: Array(3).fill(refused) })
    assert.deepEqual(time.waits, [500, 750, 1125])
  })

  it('tries a last time at the very end', async (t) => {
    const { message, tried, time, made } = await play(t, { seconds: 2, throws: Array(9).fill(refused) })
    assert.deepEqual(time.waits, [1000, 1000])
    assert.equal(made, 3)
    assert.equal(message, 'Refused (propagation)')
    assert.equal(tried, 'asking, 3 times in the 2 s of wait-for-propagation')
  })

  it('counts from the first refusal, and its attempts too', async (t) => {
    const { time, made, lines } = await play(t, { seconds: 3, throws: Array(9).fill(refused), takes: 1500 })
    assert.deepEqual(time.waits, [1000, 500])
    assert.equal(made, 3)
    assert.match(lines[1] ?? '', /; 1 s of/)
  })

  it('counts on from what an earlier one began', async (t) => {
    const { time, retries } = await play(t, { seconds: 2, throws: Array(1).fill(refused) })
    const again = retries.run(async () => {
      throw refused()
    })
    await assert.rejects(again, /Refused/)
    assert.deepEqual(time.waits, [1000, 1000])
  })

  for (const [name, error, seconds] of [
    ['where none is wanted', refused, 0],
    ['for another failure', () => failure(), 60],
    ['for an assertion that is too old', () => failure('renewal'), 60],
    ['for a broken network', broken, 60],
    ['for a bug', () => new TypeError('a bug'), 60],
  ] as const) {
    it(`is not begun ${name}`, async (t) => {
      const thrown = error()
      const { outcome, time, tried } = await play(t, { seconds, throws: [() => thrown] })
      assert.equal(outcome, thrown)
      assert.deepEqual(time.waits, [])
      assert.ok(tried === undefined || !tried.includes('times'))
    })
  }

  for (const [name, error, end] of [
    ['a broken network', broken, 'Refused (propagation)'],
    ['an assertion that is too old', () => failure('renewal'), 'Refused (propagation)'],
    ['another refusal', () => failure(), 'Refused (undefined)'],
  ] as const) {
    it(`ended by ${name} says: ${end}`, async (t) => {
      const { message, tried } = await play(t, { seconds: 60, throws: [refused, refused, error] })
      assert.equal(message, end)
      const isMinor = end === 'Refused (propagation)'
      assert.equal(tried, isMinor ? `asking, 3 times, and the last ended so: ${error().message}` : 'asking')
    })
  }
})
