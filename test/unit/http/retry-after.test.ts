import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { retryAfter } from '../../../src/http/retry-after.ts'

const answer = (headers: Record<string, string> = {}, status = 503, body = '') => ({ status, headers, body })
const DATE = 'Sun, 22 Nov 2026 10:15:00 GMT'

describe('Retry-After', () => {
  for (const [value, milliseconds] of [
    ['0', 0],
    ['7', 7000],
    [' 120 ', 120_000],
    ['123456789', 123_456_789_000],
    ['1234567890', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['x7', undefined],
    ['7x', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
    ['Sun, 22 Nov 2026 10:15:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 10:14:30 GMT', 0],
    ['Sun, 22 Xyz 2026 10:15:30 GMT', undefined],
    ['x Sun, 22 Nov 2026 10:15:30 GMT', undefined],
    ['Sun, 22 Nov 2026 10:15:30 GMT+5', undefined],
    ['2026-11-22T10:15:30Z', undefined],
  ] as const) {
    it(`${value}`, () => {
      const headers = { date: DATE, ...(value !== undefined && { 'retry-after': value }) }
      assert.equal(retryAfter(answer(headers)), milliseconds)
    })
  }

  for (const date of [undefined, 'yesterday']) {
    it(`as a date is taken against this clock where the server's says ${date}`, (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: Date.parse(DATE) - 5000 })
      assert.equal(retryAfter(answer({ ...(date && { date }), 'retry-after': DATE })), 5000)
    })
  }
})
