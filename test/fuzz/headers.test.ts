import assert from 'node:assert/strict'
import { describe } from 'node:test'
import fc from 'fast-check'
import { clockSkew, describeSkew } from '../../src/http/clock-skew.ts'
import { describeAnswer } from '../../src/http/describe-answer.ts'
import { redirectError, statusError } from '../../src/http/http-error.ts'
import { retryAfter } from '../../src/http/retry-after.ts'
import { plainWords } from '../memory-host.ts'
import { hostileText, property } from './property.ts'

const request = { method: 'POST', url: 'https://login.microsoftonline.com/x/oauth2/v2.0/token' } as const
const names = ['date', 'retry-after', 'location', 'content-type', 'content-encoding', 'x-ms-request-id']
const times = fc.oneof(
  fc.date().map((date) => (Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toUTCString())),
  fc.double().map(String),
  fc.integer().map(String),
)

describe('any headers', () => {
  property('give a time to wait that is one, and words that are one line', {
    values: fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      headers: fc.dictionary(fc.constantFrom(...names), fc.oneof(hostileText(), times)),
      body: hostileText(),
    }),
    runs: 5000,
    holds(response) {
      const wait = retryAfter(response)
      assert.ok(wait === undefined || (Number.isFinite(wait) && wait >= 0), String(wait))
      const skew = clockSkew(response)
      assert.ok(skew === undefined || Number.isInteger(skew))
      const { parts } = redirectError(request, response, plainWords)
      const texts = [parts.title, parts.answer, describeAnswer(response), describeSkew(skew)]
      texts.push(statusError(request, response).parts.title)
      for (const text of texts) assert.doesNotMatch(text ?? '', /[\p{Cc}\p{Cf}\u2028\u2029]/u)
    },
  })
})
