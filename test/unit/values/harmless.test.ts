import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cutHarmless, makeHarmless } from '../../../src/values/harmless.ts'

const redact = (text: string) => text.replaceAll('secret', '***')

describe('harmless text', () => {
  for (const [name, text, shown] of [
    ['keeps its lines', 'a\nb', 'a\nb'],
    ['has no secret', 'a secret', 'a ***'],
    ['has no control character', 'a\rb\tc\u001b[31m', 'a\\u000db\\u0009c\\u001b[31m'],
    ['has no invisible character', '\u202ea\u2028b\u2029', '\\u202ea\\u2028b\\u2029'],
    ['has none beyond 16 bits', '\u{e0001}', '\\udb40\\udc01'],
  ] as const) {
    it(name, () => assert.equal(makeHarmless(text, redact), shown))
  }

  it('is cut to a length, and says so', () => {
    const text = makeHarmless('abcdef', redact)
    assert.equal(cutHarmless(text, 6), 'abcdef')
    assert.equal(cutHarmless(text, 5), 'abcde… (6 characters)')
  })
})
