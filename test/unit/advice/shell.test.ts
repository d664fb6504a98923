import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plainWord, quoteJson } from '../../../src/advice/shell.ts'

describe('quoteJson', () => {
  for (const [value, argument] of [
    [{ a: 'b', c: [1, null] }, `'{"a":"b","c":[1,null]}'`],
    [`it's`, `'"it\\u0027s"'`],
    ['a"b', `'"a\\u0022b"'`],
    ['a\\b', `'"a\\u005cb"'`],
    ['a\\nb', `'"a\\u005cnb"'`],
    ['\b\f\n\r\t', `'"\\u0008\\u000c\\u000a\\u000d\\u0009"'`],
    ['\u0001', `'"\\u0001"'`],
    ['é\u2019~', `'"\\u00e9\\u2019~"'`],
    ['😀', `'"\\ud83d\\ude00"'`],
    [' /', `'" /"'`],
  ] as const) {
    it(JSON.stringify(value), () => {
      assert.equal(quoteJson(value), argument)
      assert.deepEqual(JSON.parse(argument.slice(1, -1)), value)
    })
  }
})

describe('plainWord', () => {
  for (const [value, word] of [
    ['contoso.com', 'contoso.com'],
    ['ana@contoso.com', 'ana@contoso.com'],
    ['_a-b/c:d+e', '_a-b/c:d+e'],
    ['x', 'x'],
    ['.x', '.x'],
    ['-x', 'NAME'],
    ['@x', 'NAME'],
    ['a b', 'NAME'],
    ['a$', 'NAME'],
    ['é', 'NAME'],
    ['', 'NAME'],
    [undefined, 'NAME'],
  ] as const) {
    it(`${value}`, () => assert.equal(plainWord(value, 'NAME'), word))
  }
})
