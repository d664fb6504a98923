import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wrap, wrapProse } from '../../../../src/hosts/terminal/wrap.ts'

describe('prose in a window', () => {
  it('ends its lines between words', () => {
    assert.deepEqual(wrap('one two three', 7), ['one two', 'three'])
    assert.deepEqual(wrap('a https://long.example b', 5), ['a', 'https://long.example', 'b'])
    assert.equal(
      wrapProse('Why: one two three\n- four five six\n  seven', 10),
      'Why: one\ntwo three\n- four\n  five six\n  seven',
    )
    // A letter of East Asia takes two columns.
    assert.deepEqual(wrap('日本 日本', 8), ['日本', '日本'])
  })

  it('leaves alone what is copied', () => {
    for (const line of ['    az ad app show --id X --query y', 'https://login.example/a?b=c d'])
      assert.equal(wrapProse(line, 10), line)
  })

  it('is unchanged where there is room', () => assert.equal(wrapProse('a  b\n\nc', 80), 'a  b\n\nc'))
})
