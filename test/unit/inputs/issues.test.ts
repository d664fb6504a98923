import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nearest } from '../../../src/inputs/issues.ts'

describe('the nearest name', () => {
  for (const [written, hint] of [
    ['publik', ' Did you mean "public"?'],
    ['PUBLIC', ' Did you mean "public"?'],
    ['xyz', ''],
    [`public${'x'.repeat(40)}`, ''],
  ] as const) {
    it(`to ${written} is ${hint || 'none'}`, () => assert.equal(nearest(written, ['public', 'gcc']), hint))
  }

  it('is looked for in names of forty characters, and in no longer ones', () => {
    const name = 'x'.repeat(41)
    assert.equal(nearest(name.slice(1), [name]), ` Did you mean "${name}"?`)
    assert.equal(nearest(name, [name]), '')
  })
})
