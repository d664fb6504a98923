import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure, type FailureParts } from '../../../src/failure/failure.ts'
import { PresentedFailure, presentFailure } from '../../../src/failure/presented-failure.ts'
import { makeHarmless } from '../../../src/values/harmless.ts'

const failure = (parts: Partial<FailureParts> = {}) =>
  new Failure({ title: 'Title', why: 'so it is', heading: 'Heading', ...parts })
const fixes = [
  { text: 'First:', command: 'one\ntwo' },
  { text: 'Second' },
  { text: 'Third:', command: 'three' },
]
const full = { tried: 'asking', answer: 'no', fixes, more: 'https://a.example' }
const FIRST = 'Fix: First:\n    one\n    two'
const REST = 'Fix: The rest is in the log.'
const MORE = 'More: https://a.example'

const presentation = {
  secrets: {
    harmless: (text: string) => makeHarmless(text, (each) => each.replaceAll('secret', '***')),
  },
  words: {
    documentation: (heading: string) => (heading === 'Heading' ? 'docs#heading' : undefined),
  },
}

const presented = (parts: Partial<FailureParts>) => presentFailure(failure(parts), presentation)
/** As it is, nothing cut. */
const shown = ({ heading, ...parts }: Partial<FailureParts> = {}) =>
  new PresentedFailure({
    ...{ title: 'Title', why: 'so it is', fixes: [], ...parts },
  } as unknown as ConstructorParameters<typeof PresentedFailure>[0])

describe('a failure as users see it', () => {
  it('is lines of text', () => {
    assert.equal(
      shown(full).text,
      `Tried: asking\nAnswer: no\nWhy: so it is\n${FIRST}\nFix: Second\nFix: Third:\n    three\n${MORE}`,
    )
    assert.equal(shown().text, 'Why: so it is')
    assert.equal(shown({ tried: '', answer: '', more: '' }).text, 'Why: so it is')
    assert.equal(shown(full).advice, shown(full).text.replace('Tried: asking\nAnswer: no\n', ''))
  })
})

describe('a failure, shortened', () => {
  const error = shown(full)
  const whole = error.text.length
  for (const [limit, text] of [
    [whole, error.text],
    [whole - 1, error.advice],
    [error.advice.length, error.advice],
  ] as const) {
    it(`to ${limit}`, () => assert.equal(error.shortened(limit), text))
  }

  it('drops fixes from the end, and says where they are', () => {
    const long = shown({ fixes: ['a', 'b', 'c'].map((letter) => ({ text: letter.repeat(100) })) })
    const [a, b] = ['a', 'b'].map((letter) => `Fix: ${letter.repeat(100)}`)
    assert.equal(long.shortened(300), `Why: so it is\n${a}\n${b}\n${REST}`)
    assert.equal(long.shortened(200), `Why: so it is\n${a}\n${REST}`)
    assert.equal(long.shortened(100), `Why: so it is\n${REST}`)
    assert.equal(long.shortened(20), '')
    assert.equal(shown({ tried: 'x'.repeat(100) }).shortened(100), `Why: so it is\n${REST}`)
  })

  it('counts what a host makes of it', () => {
    const long = shown({ ...full, tried: 'x'.repeat(100), fixes: [] })
    const { length } = long.text
    assert.equal(long.shortened(length), long.text)
    assert.equal(
      long.shortened(length, (text) => text.length + 1),
      `Why: so it is\n${REST}\n${MORE}`,
    )
  })

  it('cuts a long reason last', () => {
    const long = shown({ why: 'x'.repeat(2000) })
    assert.equal(long.shortened(2005), long.text)
    assert.equal(long.shortened(2000), `Why: ${'x'.repeat(1000)}… (2000 characters)\n${REST}`)
    assert.equal(shown({ why: 'x'.repeat(1000), fixes }).shortened(1050), `Why: ${'x'.repeat(1000)}\n${REST}`)
  })
})

describe('a failure, presented', () => {
  it('has no secret in any part', () => {
    const parts = { title: 'a secret', tried: 'a secret', answer: 'a secret', why: 'a secret', more: 'x' }
    const error = failure({ ...parts, fixes: [{ text: 'a secret', command: 'a secret' }, { text: 'b' }] })
    const shown = presentFailure(error, presentation)
    assert.deepEqual(shown.parts, {
      ...{ title: 'a ***', tried: 'a ***', answer: 'a ***', why: 'a ***' },
      fixes: [{ text: 'a ***', command: 'a ***' }, { text: 'b' }],
      more: 'docs#heading',
    })
  })

  it('has no parts that there are not', () => {
    const shown = presented({ heading: 'Other', more: 'x' })
    assert.deepEqual(shown.parts, { title: 'Title', why: 'so it is', fixes: [], more: 'x' })
  })

  it('is cut to lengths, after the secrets went out', () => {
    const line = `${'x'.repeat(995)}secret`
    const shown = presented({
      title: `${'x'.repeat(195)}secret`,
      answer: `${line}\n${line}x`,
      why: `${line}yyy`,
    })
    const { title, answer, why } = shown.parts
    assert.equal(title, `${'x'.repeat(195)}***`)
    assert.equal(answer, `${'x'.repeat(995)}***\n${'x'.repeat(995)}***x`)
    assert.equal(why, `${'x'.repeat(995)}***yy… (1001 characters)`)
  })

  it('is cut beyond the limits only', () => {
    const cutTitle = (length: number) => presented({ title: 'x'.repeat(length) }).parts.title
    assert.equal(cutTitle(200), 'x'.repeat(200))
    assert.equal(cutTitle(201), `${'x'.repeat(200)}… (201 characters)`)
    const { tried, fixes: kept } = presented({
      ...{ tried: 'x'.repeat(2000), fixes: [{ text: 'x'.repeat(2000), command: 'x'.repeat(2000) }] },
    }).parts
    assert.deepEqual([tried?.length, kept?.[0]?.text.length, kept?.[0]?.command?.length], [2000, 2000, 2000])
  })
})
