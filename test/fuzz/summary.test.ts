import assert from 'node:assert/strict'
import { describe } from 'node:test'
import fc from 'fast-check'
import { Failure } from '../../src/failure/failure.ts'
import { summariseFacts, summariseFailure } from '../../src/failure/summary.ts'
import { present } from '../presented.ts'
import { assertOneSection, codeBlocks, tableRows } from '../rendered.ts'
import { hostileText, property } from './property.ts'

const marks = fc.constantFrom(
  ...[
    '`',
    '``',
    '|',
    '\\',
    '*',
    '_',
    '~',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '&',
    '&amp;',
    '&#64;',
    '-',
    '+',
    '1.',
  ],
  ...[
    ' ',
    '\t',
    '  ',
    '"',
    "'",
    ',',
    '.',
    ':',
    '#',
    '#1',
    '@',
    '@a',
    '$',
    '=',
    '/',
    '//',
    'www.',
    'https:',
    'a.b',
  ],
  ...[
    'GH-1',
    'abcdef1',
    ':a:',
    'x',
    '\u00e9',
    '\ud83d\ude80',
    '{',
    '}',
    '^',
    '%',
    '0',
    'mailto:',
    '<!--',
    '<b',
  ],
)
/** As a line of a failure comes: without line ends. */
const line = fc
  .oneof(
    fc.array(marks, { maxLength: 12 }).map((all) => all.join('')),
    hostileText().map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '').toWellFormed()),
  )
  .filter((text) => text !== '')

describe('any text in a summary', () => {
  property('is nothing but text', {
    values: fc.tuple(line, line, line),
    runs: 500,
    examples: [
      ['www.', ':+1:', '`'],
      ['\ufeff::error::injected', ' ', '\t`'],
    ] as [string, string, string][],
    holds([one, two, three]) {
      const facts = summariseFacts([
        [one, two],
        [three, one],
      ])
      assertOneSection(facts)
      const rows = tableRows(facts)
      assert.deepEqual([rows.length, ...rows.map((row) => row.length)], [3, 2, 2, 2])

      const command = `az ${three}`
      const failure = new Failure({
        title: `x ${one}`,
        heading: 'x',
        tried: two,
        answer: `${three}\n${one}`,
        why: `${two}\n- ${one}\n  ${three}\n${one}`,
        fixes: [{ text: two, command }],
      })
      const presented = present(failure)
      const summary = summariseFailure(presented)
      assertOneSection(summary)
      assert.equal(codeBlocks(summary).at(-1), presented.parts.fixes[0]?.command)
    },
  })
})
