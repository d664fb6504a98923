import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure, type FailureParts, unforeseen } from '../../../src/failure/failure.ts'

const failure = (parts: Partial<FailureParts> = {}) =>
  new Failure({ title: 'Title', why: 'so it is', heading: 'Heading', ...parts })
const fixes = [
  { text: 'First:', command: 'one\ntwo' },
  { text: 'Second' },
  { text: 'Third:', command: 'three' },
]
const full = { tried: 'asking', answer: 'no', fixes, more: 'https://a.example' }
const FIRST = 'Fix: First:\n    one\n    two'
const REST = 'Fix: The rest is in the log of the step.'
const MORE = 'More: https://a.example'

const presentation = {
  redact: (text: string) => text.replaceAll('secret', '***'),
  documentation: (heading: string): string | undefined =>
    heading === 'Heading' ? 'docs#heading' : undefined,
}

describe('a failure', () => {
  it('is an error with a name, a cause and perhaps another try', () => {
    const cause = new Error('x')
    const retry = { kind: 'transient', reason: 'r' } as const
    const error = new Failure(failure().parts, { cause, retry })
    assert.deepEqual(
      [error.message, error.name, error.cause, error.retry],
      ['Title', 'Failure', cause, retry],
    )
    assert.equal(failure().retry, undefined)
  })

  it('is lines of text', () => {
    assert.equal(
      failure(full).text,
      `Tried: asking\nAnswer: no\nWhy: so it is\n${FIRST}\nFix: Second\nFix: Third:\n    three\n${MORE}`,
    )
    assert.equal(failure().text, 'Why: so it is')
    assert.equal(failure({ tried: '', answer: '', more: '' }).text, 'Why: so it is')
    assert.equal(failure(full).advice, failure(full).text.replace('Tried: asking\nAnswer: no\n', ''))
  })

  it('adds to what was tried', () => {
    assert.equal(failure({ tried: 'a' }).addTried('b').addTried('c').parts.tried, 'a, b, c')
    assert.equal(failure().addTried('b').parts.tried, 'b')
  })
})

describe('a failure, shortened', () => {
  const error = failure(full)
  const whole = error.text.length
  for (const [limit, text] of [
    [whole, error.text],
    [whole - 1, error.advice],
    [error.advice.length, error.advice],
  ] as const) {
    it(`to ${limit}`, () => assert.equal(error.shortened(limit), text))
  }

  it('drops fixes from the end, and says where they are', () => {
    const long = failure({ fixes: ['a', 'b', 'c'].map((letter) => ({ text: letter.repeat(100) })) })
    const [a, b] = ['a', 'b'].map((letter) => `Fix: ${letter.repeat(100)}`)
    assert.equal(long.shortened(300), `Why: so it is\n${a}\n${b}\n${REST}`)
    assert.equal(long.shortened(200), `Why: so it is\n${a}\n${REST}`)
    assert.equal(long.shortened(100), `Why: so it is\n${REST}`)
    assert.equal(long.shortened(20), '')
    assert.equal(failure({ tried: 'x'.repeat(100) }).shortened(100), `Why: so it is\n${REST}`)
  })

  it('cuts a long reason last', () => {
    const long = failure({ why: 'x'.repeat(2000) })
    assert.equal(long.shortened(2005), long.text)
    assert.equal(long.shortened(2000), `Why: ${'x'.repeat(1000)}… (2000 characters)\n${REST}`)
    assert.equal(
      failure({ why: 'x'.repeat(1000), fixes }).shortened(1050),
      `Why: ${'x'.repeat(1000)}\n${REST}`,
    )
  })
})

describe('a failure, presented', () => {
  it('has no secret in any part, and the original as its cause', () => {
    const parts = { title: 'a secret', tried: 'a secret', answer: 'a secret', why: 'a secret', more: 'x' }
    const error = failure({ ...parts, fixes: [{ text: 'a secret', command: 'a secret' }, { text: 'b' }] })
    const shown = error.presented(presentation)
    assert.deepEqual(shown.parts, {
      ...{ title: 'a ***', tried: 'a ***', answer: 'a ***', why: 'a ***', heading: 'Heading' },
      fixes: [{ text: 'a ***', command: 'a ***' }, { text: 'b' }],
      more: 'docs#heading',
    })
    assert.equal(shown.cause, error)
  })

  it('has no parts that there are not', () => {
    const shown = failure({ heading: 'Other', more: 'x' }).presented(presentation)
    assert.deepEqual(shown.parts, { title: 'Title', why: 'so it is', heading: 'Other', fixes: [], more: 'x' })
  })

  it('is cut to lengths, after the secrets went out', () => {
    const line = `${'x'.repeat(995)}secret`
    const shown = failure({
      title: `${'x'.repeat(195)}secret`,
      answer: `${line}\n${line}x`,
      why: `${line}yyy`,
    })
    const { title, answer, why } = shown.presented(presentation).parts
    assert.equal(title, `${'x'.repeat(195)}***`)
    assert.equal(answer, `${'x'.repeat(995)}***\n${'x'.repeat(995)}***x`)
    assert.equal(why, `${'x'.repeat(995)}***yy… (1001 characters)`)
  })

  it('is cut beyond the limits only', () => {
    const cutTitle = (length: number) =>
      failure({ title: 'x'.repeat(length) }).presented(presentation).parts.title
    assert.equal(cutTitle(200), 'x'.repeat(200))
    assert.equal(cutTitle(201), `${'x'.repeat(200)}… (201 characters)`)
    const { tried, fixes: kept } = failure({
      ...{ tried: 'x'.repeat(2000), fixes: [{ text: 'x'.repeat(2000), command: 'x'.repeat(2000) }] },
    }).presented(presentation).parts
    assert.deepEqual([tried?.length, kept?.[0]?.text.length, kept?.[0]?.command?.length], [2000, 2000, 2000])
  })
})

describe('what nothing foresaw', () => {
  it('is told in its own words', () => {
    const error = new RangeError('too far')
    const failed = unforeseen(error)
    assert.equal(failed.parts.why, 'RangeError: too far')
    assert.equal(failed.parts.heading, 'Unforeseen')
    assert.ok(failed.parts.fixes?.[0]?.text)
    assert.equal(failed.cause, error)
    assert.equal(unforeseen('text').parts.why, 'Error: text')
  })
})
