import assert from 'node:assert/strict'
import test from 'node:test'
import { SecretMasker } from './secret-masker.ts'

const maskerOf = (...values: string[]) => {
  const masker = new SecretMasker()
  for (const value of values) masker.addValue(value)
  return masker
}

test('places that overlap or touch become one', () => {
  assert.equal(maskerOf('abcd', 'cdef').mask('-abcdef-'), '-***-')
  assert.equal(maskerOf('abab').mask('-ababab-'), '-***-')
  assert.equal(maskerOf('ab', 'cd').mask('-abcd-'), '-***-')
  assert.equal(maskerOf('ab', 'cd').mask('-ab-cd-'), '-***-***-')
  assert.equal(maskerOf('ab').mask('abab ab'), '*** ***')
})

test('a short value inside a long one does not end it early', () => {
  assert.equal(maskerOf('b', 'abcd').mask('abcd'), '***')
})

test('there is no minimum length, and case matters', () => {
  assert.equal(maskerOf('{').mask('{"a":{}}'), '***"a":***}}')
  assert.equal(maskerOf('Secret').mask('secret Secret'), 'secret ***')
})

test('an empty value hides nothing', () => {
  assert.equal(maskerOf('').mask('text'), 'text')
  assert.equal(maskerOf('x').mask(''), '')
})

test('of a multi-line value the whole and each trimmed line are hidden', () => {
  const masker = new SecretMasker()
  masker.addValueAndLines('  first line \r\n\r\n\tsecond line\nthird line  ')
  assert.equal(masker.mask('first line'), '***')
  assert.equal(masker.mask('[second line] [third line] fourth line'), '[***] [***] fourth line')
  assert.equal(masker.mask('  first line \r\n\r\n\tsecond line\nthird line  '), '***')
})
