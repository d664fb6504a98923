import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { printable } from '../../../src/values/printable.ts'

describe('printable', () => {
  for (const [name, value, shown] of [
    ['plain text', 'plain text', 'plain text'],
    ['control characters', 'a\nb\tc', 'a\\u000ab\\u0009c'],
    ['invisible characters', '\u202ea\u2028b\u2029', '\\u202ea\\u2028b\\u2029'],
    ['letters that are drawn as nothing', 'main\u3164\u115f\ufe0f\u034f', 'main\\u3164\\u115f\\ufe0f\\u034f'],
    ['one beyond 16 bits', '\u{e0001}', '\\udb40\\udc01'],
    ['a number', 12, '12'],
    ['an object with a toString of its own', { a: 1, toString: [] }, '{"a":1,"toString":[]}'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
  ] as const) {
    it(name, () => assert.equal(printable(value), shown))
  }
})
