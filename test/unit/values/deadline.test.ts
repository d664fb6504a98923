import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Deadline } from '../../../src/values/deadline.ts'

it('stands still while it is stopped', (t) => {
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const deadline = new Deadline(60_000)
  now = 20_000
  const resume = deadline.stop()
  now = 300_000
  assert.equal(deadline.left, 40_000)
  resume()
  assert.equal(deadline.left, 40_000)
  now = 310_000
  assert.equal(deadline.left, 30_000)
})
