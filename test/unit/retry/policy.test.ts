import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Failure, type Retry } from '../../../src/failure/failure.ts'
import { runAgain } from '../../../src/failure/run-again.ts'
import { timeoutError } from '../../../src/http/http-error.ts'
import { type Again, RetryPolicy } from '../../../src/retry/policy.ts'
import { PropagationWindow } from '../../../src/retry/propagation-window.ts'
import { Deadline } from '../../../src/values/deadline.ts'
import { plainWords } from '../../memory-host.ts'
import { virtualTime } from '../virtual-time.ts'

const failures = {
  fault: () => failure('transient'),
  expired: () => failure('renewal'),
  refused: () => failure('propagation'),
  final: () => failure(),
  late: () =>
    timeoutError({ method: 'GET', url: 'https://a.example' }, { limit: 1, isDeadline: true }, plainWords),
}

function failure(kind?: Retry['kind']): Failure {
  const parts = { title: `It failed (${kind ?? 'final'})`, why: '', heading: '', tried: 'asking' }
  return new Failure(parts, { retry: kind && { kind, reason: 'a fault' } })
}

/** What the policy says of these failures, one after the other: kinds of tries, and how it ends. */
function play(
  t: TestContext,
  names: readonly (keyof typeof failures)[],
  { isRenewable = true, waitForPropagation = 60 } = {},
) {
  virtualTime(t)
  const policy = new RetryPolicy({
    deadline: new Deadline(60_000),
    propagation: new PropagationWindow(waitForPropagation, 'wait-for-propagation'),
    traits: { isRenewable },
    words: plainWords,
  })
  const said: (Again | Failure)[] = []
  for (const name of names) {
    try {
      said.push(policy.after(failures[name]()))
    } catch (error) {
      said.push(error as Failure)
    }
  }
  return said.map((each) => (each instanceof Failure ? `${each.message}: ${each.parts.tried}` : each.kind))
}

describe('what is sent once', () => {
  const once = (failed: Failure) => {
    const policy = new RetryPolicy({
      deadline: new Deadline(60_000),
      propagation: new PropagationWindow(60, 'wait-for-propagation'),
      traits: { isSentOnce: true },
      words: plainWords,
    })
    try {
      policy.after(failed)
    } catch (error) {
      return (error as Failure).parts
    }
    throw new Error('another try')
  }
  const fix = { text: 'Look at it.' }

  for (const kind of ['transient', 'renewal', 'propagation'] as const) {
    it(`is not tried again (${kind}), and the user is told that it may be`, () => {
      const failed = failure(kind)
      failed.parts.fixes = [runAgain, fix]
      const { tried, fixes } = once(failed)
      assert.equal(tried, 'asking, once: each try with a password may count towards a lockout')
      assert.deepEqual(fixes, [fix, runAgain])
    })
  }

  it('is told nothing of another try where none can help', () => {
    const failed = failure()
    failed.parts.fixes = [fix]
    assert.deepEqual(once(failed).fixes, [fix])
    assert.deepEqual(once(failure('transient')).fixes, [runAgain])
  })
})

describe('the policy for another try', () => {
  it('says why it presents something new', (t) => {
    virtualTime(t)
    const policy = new RetryPolicy({
      deadline: new Deadline(60_000),
      propagation: new PropagationWindow(0, 'wait-for-propagation'),
      traits: { isRenewable: true },
      words: plainWords,
    })
    assert.equal(policy.after(failure('renewal')).line, 'Retry with a fresh OIDC token: It failed (renewal)')
  })

  it('forgets that it was throttled once it presents something new', (t) => {
    virtualTime(t, 1)
    const policy = new RetryPolicy({
      deadline: new Deadline(60_000),
      propagation: new PropagationWindow(60, 'wait-for-propagation'),
      traits: {},
      words: plainWords,
    })
    const throttled = new Failure(failure().parts, {
      retry: { kind: 'transient', reason: 'a fault', throttled: true },
    })
    assert.equal(policy.after(throttled).wait, 10_000)
    policy.after(failure('propagation'))
    assert.equal(policy.after(failure('transient')).wait, 500)
  })

  it('leaves what may pass to a caller that wants one try, and presents something new nevertheless', (t) => {
    virtualTime(t)
    const policy = new RetryPolicy({
      deadline: new Deadline(60_000),
      propagation: new PropagationWindow(0, 'wait-for-propagation'),
      traits: { isRenewable: true },
      words: plainWords,
      isOneTry: true,
    })
    assert.equal(policy.after(failure('renewal')).kind, 'renewal')
    const fault = failure('transient')
    assert.throws(() => policy.after(fault), fault)
    assert.deepEqual([fault.parts.tried, fault.parts.fixes], ['asking', undefined])
  })

  it('presents something new once where a token grew too old', (t) => {
    assert.deepEqual(play(t, ['expired', 'expired']), ['renewal', 'It failed (renewal): asking'])
  })

  it('presents nothing new where there is nothing', (t) => {
    assert.deepEqual(play(t, ['expired'], { isRenewable: false }), ['It failed (renewal): asking'])
  })

  it('presents something new once for each wait', (t) => {
    assert.deepEqual(play(t, ['expired', 'refused', 'expired', 'refused', 'final']), [
      'renewal',
      'propagation',
      'renewal',
      'propagation',
      'It failed (final): asking',
    ])
  })

  it('counts the tries of what it presents now', (t) => {
    assert.deepEqual(play(t, ['fault', 'fault', 'refused', 'fault', 'final']), [
      'transient',
      'transient',
      'propagation',
      'transient',
      'It failed (final): asking, 2 times',
    ])
    assert.deepEqual(
      play(t, ['fault', 'expired', 'fault', 'final']).at(-1),
      'It failed (final): asking, 2 times',
    )
  })

  it('tells of the fault that came before the time ran out', (t) => {
    const [, end] = play(t, ['fault', 'late'])
    assert.equal(end, 'It failed (transient): asking, 2 times; 0.0 s were left of the timeout')
  })

  it('tells of the refusal that was waited for, and not of the network that broke then', (t) => {
    const [, , end] = play(t, ['refused', 'refused', 'late'])
    const last = "a.example didn't answer before the timeout"
    assert.equal(end, `It failed (propagation): asking, 3 times, and the last ended so: ${last}`)
  })

  it('tells of a fault that outlasts the time, in spite of the wait', (t) => {
    const [, , end] = play(t, ['refused', 'fault', 'late'])
    assert.equal(end, 'It failed (transient): asking, 2 times; 0.0 s were left of the timeout')
  })
})
