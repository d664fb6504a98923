import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkError } from '../../src/http/network-error.ts'

test('a host with several addresses says what each of them said', () => {
  const refused = ['::1', '127.0.0.1'].map((address) => new Error(`connect ECONNREFUSED ${address}:1`))
  const error = Object.assign(new AggregateError(refused), { code: 'ECONNREFUSED' })
  const { code, parts } = networkError({ method: 'GET', url: 'https://localhost:1/' }, error)
  assert.equal(code, 'unreachable')
  assert.equal(parts.answer, 'ECONNREFUSED: connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1')
})
