import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure, type FailureParts, unexpectedError } from '../../../src/failure/failure.ts'

const failure = (parts: Partial<FailureParts> = {}) =>
  new Failure({ title: 'Title', why: 'so it is', heading: 'Heading', ...parts })
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

  it('adds to what was tried', () => {
    assert.equal(failure({ tried: 'a' }).addTried('b').addTried('c').parts.tried, 'a, b, c')
    assert.equal(failure().addTried('b').parts.tried, 'b')
  })
})

describe('an unexpected error', () => {
  it('is told in its own words', () => {
    const error = new RangeError('too far')
    const failed = unexpectedError(error)
    assert.equal(failed.parts.why, 'RangeError: too far')
    assert.equal(failed.parts.heading, 'Unexpected error')
    assert.ok(failed.parts.fixes?.[0]?.text)
    assert.equal(failed.cause, error)
    assert.equal(unexpectedError('text').parts.why, 'Error: text')
  })
})
