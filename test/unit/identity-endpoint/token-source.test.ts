import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { Failure, type Retry } from '../../../src/failure/failure.ts'
import { presentFailure } from '../../../src/failure/presented-failure.ts'
import { TokenRefused } from '../../../src/identity-endpoint/token-refused.ts'
import { type ServedToken, TokenSource } from '../../../src/identity-endpoint/token-source.ts'
import { SecretRegistry } from '../../../src/secrets/registry.ts'
import { makeHarmless } from '../../../src/values/harmless.ts'
import { VirtualClock } from '../../identity-endpoint/virtual-clock.ts'
import { plainWords } from '../../memory-host.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

function token(name: string, life = HOUR): ServedToken {
  return { value: name, expiresOn: new Date(Date.now() + life) }
}

function refused(kind?: Retry['kind'], after?: number): TokenRefused {
  const retry = kind && { kind, reason: '', ...(after !== undefined && { after }) }
  const failure = new Failure({ title: `Refused (${kind ?? 'final'})`, why: '', heading: '' }, { retry })
  return new TokenRefused(
    failure,
    presentFailure(failure, { secrets: new SecretRegistry(), words: plainWords }),
    makeHarmless('api', String),
  )
}

/** A source whose tokens are `1`, `2` and so on; `answer` may throw instead, or take its time. */
function start(
  answer: (request: number) => ServedToken | Promise<ServedToken> = (request) => token(String(request)),
  first?: ServedToken,
) {
  const made = { requests: 0, oneTries: [] as boolean[] }
  const source = new TokenSource(async (isOneTry) => {
    made.requests += 1
    made.oneTries.push(isOneTry)
    return answer(made.requests)
  }, first)
  const ask = async () => (await source.token()).token.value
  return { source, made, ask }
}

describe('the tokens of a resource', () => {
  let clock: VirtualClock
  beforeEach(() => {
    clock = new VirtualClock()
  })
  afterEach(() => clock[Symbol.dispose]())

  describe('a token', () => {
    it('is asked for by the first who wants it, and kept', async () => {
      const { made, ask } = start()
      assert.equal(made.requests, 0)
      assert.deepEqual([await ask(), await ask()], ['1', '1'])
      await clock.pass(49 * MINUTE)
      assert.equal(await ask(), '1')
      assert.equal(made.requests, 1)
    })

    it('that is there already is given first', async () => {
      const { made, ask } = start(undefined, token('first'))
      assert.equal(await ask(), 'first')
      assert.equal(made.requests, 0)
    })

    it('is asked for once, however many wait', async () => {
      const { made, ask } = start(async () => {
        await clock.after(SECOND)
        return token('slow')
      })
      const all = Promise.all(Array.from({ length: 100 }, ask))
      await clock.pass(SECOND)
      assert.deepEqual(new Set(await all), new Set(['slow']))
      assert.equal(made.requests, 1)
    })

    it('comes with what is left of it', async () => {
      const { source } = start(undefined, token('first'))
      await clock.pass(20 * MINUTE)
      assert.equal((await source.token()).left, 40 * MINUTE)
    })

    it('is in no inspection of its source', async () => {
      const value = { value: 'ey.secret' }
      const hidden = Object.defineProperty({ expiresOn: new Date(Date.now() + HOUR) }, 'value', value)
      const { source } = start(undefined, hidden as ServedToken)
      assert.doesNotMatch(inspect(source, { depth: 9, showHidden: false }), /secret/)
    })
  })

  describe('a renewal', () => {
    it('comes ten minutes before the end of a token that was used, and nobody waits for it', async () => {
      const { made, ask } = start()
      await ask()
      await clock.pass(50 * MINUTE - 1)
      assert.equal(made.requests, 1)
      await clock.pass(1)
      assert.equal(made.requests, 2)
      assert.equal(await ask(), '2')
    })

    it('does not come for a token that nobody used: it lapses', async () => {
      const { made, ask } = start()
      await ask()
      await clock.pass(5 * HOUR)
      assert.equal(made.requests, 2, 'the second was renewed for whoever had the first, and used by nobody')
      assert.equal(await ask(), '3')
    })

    it('comes in the background with the first use after its time', async () => {
      const { made, ask } = start(undefined, token('first'))
      await clock.pass(51 * MINUTE)
      assert.equal(made.requests, 0)
      assert.equal(await ask(), 'first')
      await clock.settle()
      assert.equal(await ask(), '1')
    })

    it('is waited for where less than five minutes are left', async () => {
      const { ask } = start(undefined, token('first'))
      await clock.pass(55 * MINUTE)
      assert.equal(await ask(), '1')
    })

    it('of a short token comes at half of its life', async () => {
      const { made, ask } = start(undefined, token('first', 12 * MINUTE))
      await ask()
      await clock.pass(6 * MINUTE - 1)
      assert.equal(made.requests, 0)
      await clock.pass(1)
      assert.equal(made.requests, 1)
    })

    it('of a token that SDKs take for expired comes with each use, and not by itself', async () => {
      const { made, ask } = start((request) => token(String(request), 4 * MINUTE))
      assert.deepEqual([await ask(), await ask()], ['1', '2'])
      await clock.pass(HOUR)
      assert.equal(made.requests, 2)
    })

    it('stops with the endpoint', async () => {
      const { source, made, ask } = start()
      await ask()
      source.stop()
      await clock.pass(2 * HOUR)
      assert.equal(made.requests, 1)
    })

    it('waits as long as a timer can, and longer', async () => {
      const { made, ask } = start((request) => token(String(request), 60 * 24 * HOUR))
      await ask()
      await clock.pass(60 * 24 * HOUR - 10 * MINUTE - 1)
      assert.equal(made.requests, 1)
      await clock.pass(1)
      assert.equal(made.requests, 2)
    })
  })

  describe('a failure', () => {
    const failing = (kind?: Retry['kind'], after?: number) => () => {
      throw refused(kind, after)
    }

    it('is told to all who wait, and to all who ask before the next try', async () => {
      const { source, made, ask } = start(failing('transient'))
      const results = await Promise.allSettled(Array.from({ length: 100 }, ask))
      assert.ok(results.every(({ status }) => status === 'rejected'))
      await assert.rejects(ask, /Refused/)
      assert.equal(made.requests, 1)
      await clock.pass(source.heldOff + 1)
      await assert.rejects(ask)
      assert.equal(made.requests, 2)
    })

    it('is held for longer the more of them there are in a row', async () => {
      const { source, ask } = start(failing('transient'))
      const holds: number[] = []
      for (let time = 0; time < 8; time++) {
        await assert.rejects(ask)
        holds.push(source.heldOff)
        await clock.pass(source.heldOff + 1)
      }
      const isWithin = (hold = 0, limit = 0) => hold <= limit && hold >= 0.75 * limit
      const limits = [2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * SECOND)
      for (const [index, limit] of limits.entries()) assert.ok(isWithin(holds[index], limit), String(holds))
    })

    it('is tried again from within only where somebody waits, and the first time', async () => {
      let isDown = true
      const { source, made, ask } = start((request) => {
        if (isDown) throw refused('transient')
        return token(String(request))
      })
      for (let time = 0; time < 2; time++) {
        await assert.rejects(ask)
        await clock.pass(source.heldOff + 1)
      }
      isDown = false
      await ask()
      await clock.pass(50 * MINUTE)
      assert.deepEqual(made.oneTries, [false, true, true, true])
      await ask()
      clock.set(HOUR)
      await ask()
      assert.equal(made.oneTries.at(-1), false)
    })

    it('begins anew after a token', async () => {
      let isDown = true
      const { source, ask } = start((request) => {
        if (isDown) throw refused('transient')
        return token(String(request))
      })
      for (let time = 0; time < 6; time++) {
        await assert.rejects(ask)
        await clock.pass(source.heldOff + 1)
      }
      isDown = false
      await ask()
      assert.equal(source.heldOff, 0)
      isDown = true
      clock.set(HOUR)
      await assert.rejects(ask)
      assert.ok(source.heldOff <= 2 * SECOND)
    })

    it('is held for as long as Entra asks', async () => {
      const { source, made, ask } = start(failing('transient', 5 * MINUTE))
      await assert.rejects(ask)
      assert.equal(source.heldOff, 5 * MINUTE)
      await clock.pass(5 * MINUTE - 1)
      await assert.rejects(ask)
      assert.equal(made.requests, 1)
    })

    for (const kind of [undefined, 'propagation', 'renewal', 'transient'] as const) {
      it(`gives the old token to its end, and no longer (${kind ?? 'final'})`, async () => {
        const { ask } = start(failing(kind), token('old'))
        for (const minute of [50, 54, 56, 59]) {
          await clock.pass(minute * MINUTE - clock.now)
          assert.equal(await ask(), 'old', `after ${minute} minutes`)
        }
        await clock.pass(MINUTE)
        await assert.rejects(ask, /Refused/)
      })
    }

    it('of a background renewal is followed by tries until there is a new token', async () => {
      const { ask, made } = start((request) => {
        if (request < 4) throw refused('transient')
        return token(String(request))
      }, token('old'))
      await ask()
      await clock.pass(52 * MINUTE)
      assert.equal(made.requests, 4)
      assert.equal(await ask(), '4')
    })

    it('of something unexpected is one as well', async () => {
      const { ask, source } = start(() => {
        throw new TypeError('a bug')
      })
      await assert.rejects(ask, TypeError)
      assert.ok(source.heldOff >= 20 * SECOND)
    })
  })

  describe('a clock', () => {
    it('that is set forward ends tokens, since it may be that the machine slept', async () => {
      const { ask } = start(undefined, token('old'))
      clock.set(2 * HOUR)
      assert.equal(await ask(), '1')
    })

    it('that is set back prolongs none', async () => {
      const { ask, source } = start(undefined, token('old'))
      clock.set(-2 * HOUR)
      await clock.pass(54 * MINUTE)
      assert.equal(await ask(), 'old')
      assert.equal((await source.token()).left, HOUR)
    })

    it('that stands still while the machine sleeps prolongs none', async () => {
      const { ask } = start(undefined, token('old'))
      clock.sleep(56 * MINUTE)
      assert.equal(await ask(), '1')
    })

    it('that is set back is followed by a renewal at the same time as ever', async () => {
      const { ask, made } = start()
      await ask()
      clock.set(-2 * HOUR)
      await clock.pass(50 * MINUTE)
      assert.equal(made.requests, 2)
    })
  })
})
