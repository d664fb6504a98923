import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InputReader } from '../../../src/inputs/input-reader.ts'
import { InputIssues } from '../../../src/inputs/issues.ts'
import { MemoryHost } from '../../memory-host.ts'

const row = { name: 'client-secret', description: '', isSecret: true }

function reading(value: string) {
  const host = new MemoryHost({ 'client-secret': value })
  return { reader: new InputReader(host, new InputIssues()), lines: host.lines }
}

describe('an input that is read', () => {
  it('is given only if more than white space came', () => {
    assert.equal(reading(' \n').reader.isGiven(row), false)
    assert.equal(reading(' x').reader.isGiven(row), true)
  })

  for (const [value, keepSpaces, secret, cut] of [
    ['abcd', false, 'abcd', undefined],
    ['abcd\n', false, 'abcd', '1 character'],
    [' abcd\r\n', false, 'abcd', '3 characters'],
    [' abcd\r\n\n', true, ' abcd', '3 characters'],
    ['\n\n', true, '', undefined],
  ] as const) {
    it(`is cut and said to be: ${JSON.stringify(value)}${keepSpaces ? ', keeping spaces' : ''}`, () => {
      const { reader, lines } = reading(value)
      assert.equal(reader.secret(row, { keepSpaces }), secret)
      assert.deepEqual(
        lines,
        cut ? [`client-secret: has white space around it (${cut}), which is cut off. Save it without.`] : [],
      )
    })
  }
})
