import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type Day, simulateDay } from './simulated-day.ts'
import { MINUTE } from './weather.ts'

const MIB = 1024 * 1024

describe('a day of the identity endpoint, in virtual time', () => {
  let day: Day
  before(async () => {
    day = await simulateDay()
  })

  it('serves all day, through outages, refusals and jumps of the clock', (t) => {
    const { requests, least, answers, refusals, longestWait, oidcRequests, heap } = day
    const growth = ((heap.late - heap.early) / MIB).toFixed(2)
    t.diagnostic(
      `${answers} answers, ${refusals} refusals; ${requests.length} requests to Entra (least ${least}), ${oidcRequests} to GitHub; longest wait ${(longestWait / 1000).toFixed(1)} s; heap grew by ${growth} MiB`,
    )
    assert.ok(answers > 10_000 && refusals > 0)
    const outcomes = new Set(requests.map(({ outcome }) => outcome))
    assert.deepEqual([...outcomes].sort(), ['busy', 'fault', 'refused', 'token'])
  })

  it('gives no client a token with less than five minutes left while Entra is there, nor a refusal', () => {
    assert.deepEqual(day.complaints, [])
  })

  it('lets nobody wait longer than the timeout', () => {
    assert.ok(day.longestWait <= MINUTE)
  })

  it('makes at most 1.2 times the least of requests', () => {
    const ratio = day.requests.length / day.least
    assert.ok(ratio >= 1 && ratio <= 1.2, String(ratio))
  })

  it('tries what is refused every five minutes in the end, and what is down every minute', () => {
    const refused = day.requests.filter(({ outcome }) => outcome === 'refused')
    for (const [resource, tries] of Map.groupBy(refused, (each) => each.resource))
      assert.ok(tries.length <= 20, `${tries.length} tries for ${resource} in the hour that it was refused`)
    // Four tries for each token at the most, though one of ten minutes is an outage.
    assert.ok(day.oidcRequests < 2.5 * day.requests.length, String(day.oidcRequests))
  })

  it('counts its requests to Entra rightly', () => {
    assert.equal(day.counted, day.requests.length)
  })

  it('says no token in its log, nor in what clients are told', () => {
    assert.ok(day.lines > 1000)
    assert.deepEqual(day.leaks, [])
  })

  it('explains a failure once, and not each time that it comes again', () => {
    const { whole, again } = day.failures
    assert.ok(whole > 0 && again > whole, JSON.stringify(day.failures))
  })

  it('needs no more memory in the end than after two hours', () => {
    assert.ok(day.heap.late - day.heap.early < 1.5 * MIB, JSON.stringify(day.heap))
  })
})
