import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Retry } from '../../../src/failure/failure.ts'
import { holdAfter } from '../../../src/retry/hold.ts'
import { virtualTime } from '../virtual-time.ts'

/** Seconds after each of so many failures in a row. */
function holds(t: TestContext, kind: Retry['kind'] | undefined, { dice = 1, after = 0, failures = 9 } = {}) {
  virtualTime(t, dice)
  const retry = kind && { kind, reason: '', after }
  return Array.from({ length: failures }, (_, index) => holdAfter(retry, index + 1) / 1000)
}

describe('the hold after a failure', () => {
  for (const [kind, ...expected] of [
    ['transient', 2, 4, 8, 16, 32, 60, 60, 60, 60],
    ['renewal', 2, 4, 8, 16, 32, 60, 60, 60, 60],
    ['propagation', 5, 10, 20, 40, 80, 160, 300, 300, 300],
    [undefined, 30, 60, 120, 240, 300, 300, 300, 300, 300],
  ] as const) {
    it(`grows to a limit (${kind ?? 'final'})`, (t) => {
      assert.deepEqual(holds(t, kind), expected)
    })
  }

  it('is a quarter shorter by chance at the most', (t) => {
    assert.deepEqual(holds(t, 'transient', { dice: 0, failures: 3 }), [1.5, 3, 6])
  })

  it('is what the server asks for at least', (t) => {
    assert.deepEqual(holds(t, 'transient', { after: 45_000, failures: 7 }), [45, 45, 45, 45, 45, 60, 60])
  })

  it('has a limit after a year of failures as well', (t) => {
    assert.equal(holds(t, undefined, { failures: 3000 }).at(-1), 300)
  })
})
