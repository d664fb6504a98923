import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { Failure } from '../../../../../src/failure/failure.ts'
import { presentFailure } from '../../../../../src/failure/presented-failure.ts'
import type { Order } from '../../../../../src/hosts/github/endpoint/order.ts'
import { startBackground } from '../../../../../src/hosts/github/endpoint/start-background.ts'
import { SecretRegistry } from '../../../../../src/secrets/registry.ts'
import { plainWords } from '../../../../memory-host.ts'

const temp = mkdtempSync(join(tmpdir(), 'background-'))
after(() => rmSync(temp, { recursive: true }))
const order = { secret: 'a-secret-of-callers', env: {} } as Order

/** Starts this code where the step's own file would be. */
function start(code: string, env: NodeJS.ProcessEnv = {}) {
  const file = join(temp, 'background.cjs')
  writeFileSync(file, code)
  const [, own = ''] = process.argv
  process.argv[1] = file
  try {
    return startBackground({ RUNNER_TEMP: temp, ...env })
  } finally {
    process.argv[1] = own
  }
}

/** Code that reads the order, and tells this as the address. */
const telling = (expression: string) => `
  const { readFileSync, writeSync } = require('node:fs')
  const order = readFileSync(0, 'utf8')
  writeSync(3, JSON.stringify({ address: ${expression} }) + '\\n')`

const isNotStarted = (error: unknown): error is Failure =>
  error instanceof Failure && error.parts.title === 'The identity endpoint did not start'

describe('the background process', () => {
  it('gets the whole order by a pipe, longer than one holds', async () => {
    const long = { ...order, secret: 'x'.repeat(300_000) }
    assert.equal(await start(telling('order')).serve(long), JSON.stringify(long))
  })

  it('gets nothing of the environment but what a program needs', async () => {
    const env = {
      PATH: process.env.PATH,
      HTTPS_PROXY: 'http://proxy:3128',
      RUNNER_TRACKING_ID: 'github_1234',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'ey.ey.job',
      'INPUT_CLIENT-SECRET': 'hunter2-hunter2',
      NODE_OPTIONS: '--no-warnings',
      PATH_TO_KEY: 'hunter3-hunter3',
    }
    const seen = JSON.parse(await start(telling('JSON.stringify(process.env)'), env).serve(order))
    const { __CF_USER_TEXT_ENCODING: _, ...others } = seen
    assert.deepEqual(others, {
      PATH: env.PATH,
      HTTPS_PROXY: env.HTTPS_PROXY,
      RUNNER_TRACKING_ID: env.RUNNER_TRACKING_ID,
    })
  })

  it('has a log in a folder of its own, which nobody else may read', async () => {
    const background = start(`console.log('said'); console.error('warned');${telling('process.cwd()')}`)
    assert.equal(background.log, join(await background.serve(order), 'log.txt'))
    assert.equal(readFileSync(background.log, 'utf8'), 'said\nwarned\n')
    if (process.platform !== 'win32') assert.equal(statSync(background.log).mode & 0o077, 0)
  })

  it('that dies is a failure, which shows the end of its log without secrets', async () => {
    const lines = `console.log('.'.repeat(5000)); console.log('it broke by a-secret-of-callers')`
    await assert.rejects(start(`${lines}; process.exit(1)`).serve(order), (error) => {
      assert.ok(isNotStarted(error))
      const { answer = '' } = error.parts
      assert.match(answer, /^\.+\nit broke/)
      assert.equal(answer.length, 2000)
      const secrets = new SecretRegistry()
      secrets.hide(order.secret)
      const { text } = presentFailure(error, { secrets, words: plainWords })
      assert.match(text, /it broke by \*\*\*/)
      return true
    })
  })

  it('that says nothing, or nonsense, is one too', async () => {
    for (const code of ['', `require('node:fs').writeSync(3, 'ready\\n')`])
      await assert.rejects(start(code).serve(order), isNotStarted)
  })

  it('ends when the step needs it no more', async () => {
    const background = start('setInterval(() => {}, 60_000)')
    const served = background.serve(order)
    background.abandon()
    await assert.rejects(served, isNotStarted)
  })

  it('is not started where its log has no place', () => {
    const file = join(temp, 'file')
    writeFileSync(file, '')
    const before = readdirSync(temp)
    for (const place of [file, join(temp, 'missing')])
      assert.throws(
        () => start('', { RUNNER_TEMP: place }),
        (error) =>
          isNotStarted(error) && /RUNNER_TEMP/.test(error.parts.why) && error.parts.answer?.includes(place),
      )
    assert.deepEqual(readdirSync(temp), before)
    assert.ok(!existsSync(join(temp, 'missing')))
  })
})
