import assert from 'node:assert/strict'
import test from 'node:test'
import { readKeyValues } from './key-value-file.ts'

const read = (text: string) => [...readKeyValues(text)]

test('name=value, with what follows the first equals sign', () => {
  assert.deepEqual(read('a=1\n\nb=x=y<<z\nc='), [
    ['a', '1'],
    ['b', 'x=y<<z'],
    ['c', ''],
  ])
})

test('name<<delimiter, with lines that look like entries and lines that hold the delimiter', () => {
  assert.deepEqual(read('a<<EOF\nx=1\n\nEOF \nlast\nEOF\nb<<==\n==\nc<<E\n\nE'), [
    ['a', 'x=1\n\nEOF \nlast'],
    ['b', ''],
    ['c', ''],
  ])
})

test('a carriage return stays part of the value, as on Linux', () => {
  assert.deepEqual(read('a<<E\r\n1\r\nE\r\n'), [['a', '1\r']])
})

test('what is malformed', () => {
  assert.throws(() => read('nothing'), /Invalid format 'nothing'/)
  assert.throws(() => read('<<E\nE'), /Name must not be empty/)
  assert.throws(() => read('a<<\n'), /delimiter must not be empty/)
  assert.throws(() => read('a<<E\nx\n'), /Matching delimiter not found 'E'/)
  assert.throws(() => read('a<<E\nx'), /EOF marker missing new line/)
})
