import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clockSkew, describeSkew } from '../../../src/http/clock-skew.ts'

const now = Date.UTC(2026, 10, 22, 10, 15, 0)
const skew = (date?: string) =>
  clockSkew({ status: 200, headers: date === undefined ? {} : { date }, body: '' })

describe('the clock of the other side', () => {
  for (const [date, expected] of [
    ['Sun, 22 Nov 2026 10:15:00 GMT', 0],
    ['Sun, 22 Nov 2026 10:16:30 GMT', 90],
    ['Sun, 22 Nov 2026 10:14:00 GMT', -60],
    ['yesterday', undefined],
    ['', undefined],
    [undefined, undefined],
  ] as const) {
    it(`${date}`, (t) => {
      t.mock.timers.enable({ apis: ['Date'], now })
      assert.equal(skew(date), expected)
    })
  }

  it('is unknown without an answer', () => assert.equal(clockSkew(undefined), undefined))

  it('is taken in whole seconds', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: now + 400 })
    assert.equal(skew('Sun, 22 Nov 2026 10:15:10 GMT'), 10)
  })

  for (const [seconds, words] of [
    [undefined, "Whether this machine's clock is right can't be told."],
    [0, "This machine's clock agrees with Entra's within 30 seconds."],
    [30, "This machine's clock agrees with Entra's within 30 seconds."],
    [-30, "This machine's clock agrees with Entra's within 30 seconds."],
    [31, "This machine's clock is 31 seconds behind Entra's."],
    [-31, "This machine's clock is 31 seconds ahead of Entra's."],
  ] as const) {
    it(`${seconds} seconds`, () => assert.equal(describeSkew(seconds), words))
  }
})
