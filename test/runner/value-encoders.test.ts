import assert from 'node:assert/strict'
import test from 'node:test'
import { SecretMasker } from './secret-masker.ts'
import { valueEncoders } from './value-encoders.ts'

type Encoder = keyof typeof valueEncoders

// Worked out from the C# source and the .NET and Newtonsoft functions that it calls.
const table: [Encoder, secret: string, encoded: string][] = [
  ['Base64StringEscape', 'hunter2!', 'aHVudGVyMiE='],
  ['Base64StringEscape', 'schlüssel?>', 'c2NobMO8c3NlbD8+'],
  ['Base64StringEscapeShift1', 'hunter2!', 'dW50ZXIyIQ=='],
  ['Base64StringEscapeShift1', 'x', 'eA=='],
  ['Base64StringEscapeShift2', 'hunter2!', 'bnRlcjIh'],
  ['CommandLineArgumentEscape', 'a"b"c', 'a\\"b\\"c'],
  ['ExpressionStringEscape', "it's", "it''s"],
  ['JsonStringEscape', '"\\/\b\f\n\r\té', '\\"\\\\/\\b\\f\\n\\r\\té'],
  ['JsonStringEscape', '\u0001\u001f\u0085\u2028\u2029\u007f', '\\u0001\\u001f\\u0085\\u2028\\u2029\u007f'],
  ['UriDataEscape', "-_.~!*'() +&%/é", '-_.~%21%2A%27%28%29%20%2B%26%25%2F%C3%A9'],
  ['UriDataEscape', 'half \ud83d', 'half%20%EF%BF%BD'],
  ['XmlDataEscape', `<a b="c" d='e'>&`, '&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;'],
  ['TrimDoubleQuotes', '"1234567"', '1234567'],
  ['TrimDoubleQuotes', '"123456"', ''],
  ['TrimDoubleQuotes', '"12345678', ''],
  ['PowerShellPreAmpersandEscape', 'part1&part2&part3', 'part1&part2&'],
  ['PowerShellPreAmpersandEscape', 'part1&+part2&part3', 'part1&+'],
  ['PowerShellPreAmpersandEscape', 'four&part2', ''],
  ['PowerShellPreAmpersandEscape', 'no ampersand', ''],
  ['PowerShellPostAmpersandEscape', 'part1&part2&part_3', 'part_3'],
  ['PowerShellPostAmpersandEscape', 'part1&+part2&part3', 'art2&part3'],
  ['PowerShellPostAmpersandEscape', 'part1&part2&part3', ''],
  ['PowerShellPostAmpersandEscape', 'part1&+', ''],
  ['PowerShellPostAmpersandEscape', 'no ampersand', ''],
]

for (const [encoder, secret, encoded] of table) {
  test(`${encoder} of ${JSON.stringify(secret)}`, () => {
    assert.equal(valueEncoders[encoder](secret), encoded)
    const masker = new SecretMasker()
    masker.addValue(secret)
    assert.equal(masker.mask(`<<${encoded}>>`), encoded === '' ? '<<>>' : '<<***>>')
  })
}

test('there are eleven, and each is in the table', () => {
  assert.equal(Object.keys(valueEncoders).length, 11)
  assert.deepEqual(new Set(table.map(([encoder]) => encoder)), new Set(Object.keys(valueEncoders)))
})

test('base64url, hex and base64 behind another start are not covered', () => {
  const masker = new SecretMasker()
  masker.addValue('schlüssel?>')
  for (const text of ['c2NobMO8c3NlbD8-', '7363686cc3bc7373656c3f3e', 'c2NobMO8c3NlbD8']) {
    assert.equal(masker.mask(text), text)
  }
})
