import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { NONCE_HEADER, proofOf } from '../../src/identity-endpoint/proof.ts'
import { json, startEndpoint } from '../credentials/identity-endpoint.ts'
import { runAction } from '../runner/runner.ts'
import { actionDirectory } from '../scenario.ts'

const secret = 'a-secret-of-callers'

/** Runs the end of a job in which the step left this. */
function end(state: Record<string, string>) {
  return runAction({
    actionDirectory: join(actionDirectory, 'identity-endpoint'),
    main: '../dist/identity-endpoint-end.cjs',
    env: Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
  })
}

/** What the endpoint itself answers, which knows the secret. */
function ended(request: IncomingMessage, response: ServerResponse, served: object[]): void {
  const proof = proofOf(secret, String(request.headers[NONCE_HEADER]))
  json(response, 200, { proof, served, refused: 0 })
}

const tally = { resource: 'https://api.example', answers: 1, requests: 1, refusals: 0, longestWait: 3 }

describe('the end of the job', { concurrency: true }, () => {
  it('says nothing where nothing was started', async () => {
    const { outcome, stdout, stderr } = await end({})
    assert.deepEqual([outcome, stdout, stderr], ['success', '', ''])
  })

  for (const [name, status, body] of [
    ['a page', 404, '<html>'],
    ['a refusal', 401, { error: 'unauthorized' }],
    ['something else', 200, { status: 'up' }],
    ['a list of something else', 200, { served: [null, 1, 'x'] }],
    ['all of it, and no proof that it knows the secret', 200, { served: [tally], refused: 0 }],
    ['all of it, and another proof', 200, { proof: proofOf('x', 'x'), served: [tally], refused: 0 }],
    ['a half of it', 200, { served: [{ ...tally, longestWait: undefined }] }],
  ] as const) {
    it(`says that the endpoint is gone where another program has its port, which answers with ${name}`, async () => {
      await using other = await startEndpoint((_, response) => json(response, status, body))
      const address = `${other.origin}/msi/token`
      const result = await end({ address, secret, log: '/no/such/log.txt' })
      assert.equal(result.outcome, 'success', result.stderr)
      assert.match(
        result.annotations[0]?.message ?? '',
        /^The identity endpoint was gone before the job ended/,
      )
      assert.equal(result.annotations.length, 1)
      assert.deepEqual(
        other.requests.map(({ url, headers }) => [url.pathname, headers['x-identity-header']]),
        [['/end', secret]],
      )
    })
  }

  it('says that the endpoint did not answer where it is there', async () => {
    await using other = await startEndpoint(() => {})
    const result = await end({ address: `${other.origin}/msi/token`, secret, log: '/no/such/log.txt' })
    assert.equal(result.outcome, 'success', result.stderr)
    assert.deepEqual(
      result.annotations.map(({ message }) => message.split(' when ')[0]),
      ['The identity endpoint did not answer within 5 seconds'],
    )
  })

  it('says that the endpoint is gone where nobody has its port, and where to read more', async () => {
    const other = await startEndpoint(() => {})
    await other[Symbol.asyncDispose]()
    const result = await end({ address: `${other.origin}/msi/token`, secret, log: '/no/such/log.txt' })
    assert.equal(result.outcome, 'success', result.stderr)
    assert.match(
      result.annotations[0]?.message ?? '',
      /^The identity endpoint was gone before the job ended: .* More: https:\/\/github\.com\/\S+\/troubleshooting\.md#no-answer-of-the-identity-endpoint$/,
    )
  })

  it('shows nothing of an answer that the log takes for a command', async () => {
    const resource = '::error::injected\n::error::too'
    await using other = await startEndpoint((request, response) =>
      ended(request, response, [{ ...tally, resource }]),
    )
    const result = await end({ address: `${other.origin}/msi/token`, secret, log: '/no/such/log.txt' })
    assert.equal(result.outcome, 'success')
    assert.deepEqual(result.annotations, [])
    assert.match(result.log, /injected/)
  })

  it('waits for nothing that stands in the place of the log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    const log = join(folder, 'log.txt')
    execFileSync('mkfifo', [log])
    await using other = await startEndpoint((request, response) =>
      ended(request, response, [{ ...tally, refusals: 1 }]),
    )
    const result = await end({ address: `${other.origin}/msi/token`, secret, log })
    assert.equal(result.outcome, 'success')
    // What is none of its own stays.
    assert.ok(existsSync(log))
    rmSync(folder, { recursive: true })
  })

  it('shows the end of a long log', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'identity-endpoint-'))
    const log = join(folder, 'log.txt')
    writeFileSync(log, `first\n${'x'.repeat(100_000)}\nlast\n`)
    await using other = await startEndpoint((request, response) =>
      ended(request, response, [{ ...tally, refusals: 1 }]),
    )
    const result = await end({ address: `${other.origin}/msi/token`, secret, log })
    assert.match(result.log, /\(\d+ bytes before\)\nx+\nlast/)
    assert.doesNotMatch(result.log, /first/)
    assert.equal(existsSync(folder), false)
  })
})
