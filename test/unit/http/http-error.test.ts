import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeAnswer, describeRequest } from '../../../src/http/describe-answer.ts'
import {
  HttpError,
  proxyAddressError,
  redirectError,
  statusError,
  timeoutError,
  tooLargeError,
} from '../../../src/http/http-error.ts'
import { plainWords } from '../../memory-host.ts'

const request = { method: 'POST', url: 'https://login.example:8443/t/token?secret=1#x' } as const
const answer = (headers: Record<string, string> = {}, status = 503, body = '') => ({ status, headers, body })

describe('an error of HTTP', () => {
  it('by status may pass, and says what came', () => {
    const error = statusError(request, answer({ 'retry-after': '7', 'content-type': 'text/html' }, 503, 'é'))
    assert.equal(error.code, 'status')
    assert.equal(error.message, 'login.example:8443 answered 503')
    assert.deepEqual(error.retry, { kind: 'transient', reason: error.message, after: 7000, throttled: false })
    assert.equal(error.parts.answer, 'HTTP 503, text/html, 2 bytes')
    assert.equal(error.parts.heading, 'Fault of a service')
    assert.equal(error.parts.tried, 'POST https://login.example:8443/t/token')
    assert.match(error.parts.why, /passing fault/)
    assert.ok(error.parts.fixes?.[0]?.text)
    assert.equal(error.response?.body, 'é')
    assert.ok(!Object.keys(error).includes('response'))
    assert.equal(error.name, 'HttpError')
  })

  it('by throttling says so', () => {
    const error = statusError(request, answer({}, 429))
    assert.equal(error.message, 'login.example:8443 answered 429 (too many requests)')
    assert.match(error.parts.why, /throttles/)
    assert.equal(error.retry?.after, undefined)
    assert.equal(error.retry?.throttled, true)
    assert.equal(statusError(request, answer({}, 503)).retry?.throttled, false)
  })

  it('by a deadline is final', () => {
    const error = timeoutError(request, { limit: 1234, isDeadline: true }, plainWords)
    assert.equal(error.code, 'deadline')
    assert.equal(error.retry, undefined)
    assert.match(error.parts.why, /had 1\.2 s left/)
    assert.equal(error.message, "login.example:8443 didn't answer before the timeout")
    assert.ok(error.parts.fixes?.[0]?.text)
  })

  it('by a timeout may pass', () => {
    const error = timeoutError(request, { limit: 14_960, isDeadline: false }, plainWords)
    assert.equal(error.code, 'timeout')
    assert.equal(error.message, "login.example:8443 didn't answer in 15 s")
    assert.deepEqual(error.retry, { kind: 'transient', reason: 'no answer in 15 s' })
    assert.match(error.parts.fixes?.[0]?.text ?? '', /reach login\.example:8443;/)
  })

  it('by a redirect names where it leads', () => {
    const error = redirectError(request, answer({ location: 'https://x\n' }, 302), plainWords)
    assert.equal(error.code, 'redirect')
    assert.equal(error.parts.answer, 'HTTP 302, location https://x\\u000a')
    assert.equal(
      redirectError(request, answer({}, 302), plainWords).parts.answer,
      'HTTP 302, location missing',
    )
    assert.match(error.message, /^login\.example:8443 answered with a redirect/)
    assert.equal(error.retry, undefined)
    assert.ok(error.parts.fixes?.[0]?.text)
  })

  it('by size names the limit, and what came', () => {
    const error = tooLargeError(request, answer({ 'content-type': 'text/html' }, 200), 3 * 1024)
    assert.equal(error.message, 'login.example:8443 answered with more than 3 KiB')
    assert.equal(error.parts.answer, 'HTTP 200, text/html')
    const larger = tooLargeError(request, answer({}, 200), 8 * 1024 * 1024)
    assert.equal(larger.message, 'login.example:8443 answered with more than 8 MiB')
    assert.equal(error.code, 'too-large')
  })

  it('by the address of a proxy is final', () => {
    const error = proxyAddressError(request)
    assert.equal(error.code, 'proxy')
    assert.equal(error.retry, undefined)
    assert.ok(error.parts.fixes?.[0]?.text)
  })

  it('keeps its cause', () => {
    const cause = new Error('x')
    assert.equal(new HttpError('reset', request, { title: '', why: '' }, { cause }).cause, cause)
    assert.equal(new HttpError('reset', request, { title: '', why: '' }).parts.heading, 'Connection broken')
  })
})

describe('what is told of', () => {
  it('a request: no query', () => {
    assert.equal(describeRequest(request), 'POST https://login.example:8443/t/token')
  })

  it('an answer: no body', () => {
    assert.equal(describeAnswer(answer({}, 200, 'xyz')), 'HTTP 200, no content type, 3 bytes')
    const headers = { 'content-type': 'a\n', 'content-encoding': 'b\n' }
    assert.equal(describeAnswer(answer(headers)), 'HTTP 503, a\\u000a, encoded as b\\u000a, 0 bytes')
  })

  for (const [name, body, shown] of [
    ['a title', '<html>\n<TITLE> Sign in\nto Contoso </Title>', ', titled "Sign in\\u000ato Contoso"'],
    ['no title', '<html></title>', ''],
    ['an empty one', '<title> </title>', ''],
    ['one without an end', '<title>Sign in', ''],
    ['one of 100 characters', `<title>${'x'.repeat(100)}</title>`, `, titled "${'x'.repeat(100)}"`],
    ['one that is longer', `<title>${'x'.repeat(101)}</title>`, ''],
    ['one that is far longer', `<title>${'x'.repeat(30_000)}</title>`, ''],
  ] as const) {
    it(`a page with ${name}`, () => {
      assert.equal(
        describeAnswer(answer({}, 200, body)),
        `HTTP 200, no content type, ${body.length} bytes${shown}`,
      )
    })
  }
})
