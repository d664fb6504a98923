import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Deadline } from '../../../src/values/deadline.ts'
import { virtualTime } from '../virtual-time.ts'

it('stands still while it is stopped', (t) => {
  const time = virtualTime(t)
  const deadline = new Deadline(60_000)
  time.now = 20_000
  const resume = deadline.stop()
  time.now = 300_000
  assert.equal(deadline.left, 40_000)
  resume()
  assert.equal(deadline.left, 40_000)
  time.now = 310_000
  assert.equal(deadline.left, 30_000)
})
