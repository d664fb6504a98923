import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readErrorResponse } from '../../../src/entra/error-response.ts'

const read = (body: unknown, status = 400) =>
  readErrorResponse({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) })

describe("Entra's answer", () => {
  it('is read whole', () => {
    const answer = read(
      {
        error: 'invalid_client',
        error_description: 'AADSTS7000215: Wrong.\r\nTrace ID: t-1 Correlation ID: c-1\r\nTimestamp: then',
        error_codes: [7000215, 70002],
        ...{ trace_id: 't-1', correlation_id: 'c-1', timestamp: 'then' },
      },
      401,
    )
    assert.deepEqual(answer, {
      error: 'invalid_client',
      codes: [7000215, 70002],
      lines: [
        ...['AADSTS7000215: Wrong.', 'HTTP 401, error invalid_client', 'Error codes: 7000215, 70002'],
        ...['Trace ID: t-1', 'Correlation ID: c-1', 'Timestamp: then'],
      ],
    })
  })

  it('says the error where it has no words', () => {
    assert.deepEqual(read({ error: 'x' })?.lines, ['x', 'HTTP 400, error x'])
    assert.deepEqual(
      read({ error: 'x', error_description: 'Trace ID: t', trace_id: 't' })?.lines.slice(0, 2),
      [...['x', 'HTTP 400, error x']],
    )
  })

  it('lists its codes where there are several', () => {
    assert.deepEqual(read({ error: 'x', error_codes: [1] })?.lines, ['x', 'HTTP 400, error x'])
    assert.equal(read({ error: 'x', error_codes: [1, 2] })?.lines[2], 'Error codes: 1, 2')
  })

  it('names the code of its words and that of its list where they differ', () => {
    const lines = read({ error: 'x', error_codes: [1], error_description: 'AADSTS2: no' })?.lines
    assert.equal(lines?.[2], 'Error codes: 2, 1')
  })

  it('keeps its words where it has no field for the identifiers', () => {
    const words = 'No. Trace ID: t-1 and more'
    assert.equal(read({ error: 'x', error_description: words })?.lines[0], words)
  })

  it('loses the identifiers and the white space before them', () => {
    const words = 'No.\n \r\nTrace ID: t-1\nCorrelation ID: c'
    assert.equal(read({ error: 'x', error_description: words, trace_id: 't-1' })?.lines[0], 'No.')
  })

  it('is lines that are fit to be printed', () => {
    const lines = read({ error: 'x\ny', error_description: 'a\nb', trace_id: '\u202e' })?.lines
    assert.deepEqual(lines, ['a\\u000ab', 'HTTP 400, error (3 characters)', 'Trace ID: (1 characters)'])
  })

  for (const [name, fields, codes] of [
    ['listed', { error_codes: [1, 2] }, [1, 2]],
    [
      'in the words first, where the list says another',
      { error_codes: [1], error_description: 'AADSTS2: no' },
      [2, 1],
    ],
    ['in the words first, then listed', { error_codes: [1, 2], error_description: 'AADSTS2: no' }, [2, 1]],
    ['in both, once', { error_codes: [2], error_description: 'AADSTS2: no' }, [2]],
    ['listed among other things', { error_codes: [1, '2', 1.5, null, 3] }, [1, 3]],
    ['in the words', { error_description: 'AADSTS50076: no' }, [50076]],
    ['in the words, before an end', { error_description: 'AADSTS50076' }, [50076]],
    ['in the words, where the list is empty', { error_codes: [], error_description: 'AADSTS1: no' }, [1]],
    ['in the words, where the list is none', { error_codes: '5', error_description: 'AADSTS1: no' }, [1]],
    ['of 15 digits', { error_description: 'AADSTS123456789012345 no' }, [123456789012345]],
    ['of 16 digits', { error_description: 'AADSTS1234567890123456 no' }, []],
    ['with letters after it', { error_description: 'AADSTS123x' }, []],
    ['not at the beginning', { error_description: 'See AADSTS123' }, []],
    ['nowhere', { error_description: 'AADSTS: no' }, []],
  ] as const) {
    it(`has the codes that are ${name}`, () =>
      assert.deepEqual(read({ error: 'x', ...fields })?.codes, codes))
  }

  for (const body of ['', 'x', '[]', 'null', '{}', '{"error":""}', '{"error":{"code":"x"}}', '{"error":1}']) {
    it(`is not ${body || 'empty'}`, () => assert.equal(read(body), undefined))
  }
})
