import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assertFailure, assertToken, startScenario, trust } from '../scenario.ts'
import { logLines } from './log-lines.ts'

/** Entra found the OIDC token outside of its time. */
const expired = { entraError: 700024 } as const

describe('an assertion that Entra finds expired', { concurrency: 4 }, () => {
  it('is replaced by a fresh OIDC token, once', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.next('login', expired)
    const result = await scenario.run()
    assertToken(result)
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 401', 'oidc GET 200', 'login POST 200'])
    const sent = result.recorded.flatMap(({ form }) => form?.get('client_assertion') ?? [])
    assert.equal(new Set(sent).size, 2)
    assert.equal(logLines(result, 'Retry with a fresh OIDC token: ').length, 1)
  })

  it('fails the step when the fresh one is expired, too', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.github.lifetime = -60
    const result = await scenario.run()
    assertFailure(result, 'AADSTS700024')
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 401', 'oidc GET 200', 'login POST 401'])
  })

  it('leaves the retries of passing faults alone', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.next('login', [{ status: 503 }, expired, { status: 503 }])
    const result = await scenario.run()
    assertToken(result)
    assert.deepEqual(
      result.requests.map((request) => request.replace(/ \w+ /, ' ')),
      ['oidc 200', 'login 503', 'login 401', 'oidc 200', 'login 503', 'login 200'],
    )
  })

  it('is final when the token was given as it is', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.always('login', expired)
    const result = await scenario.run({ 'federated-token': await scenario.emulator.github.mint() })
    assertFailure(result, 'AADSTS700024')
    assert.deepEqual(result.requests, ['login POST 401'])
    assert.deepEqual(logLines(result, 'Retry'), [])
  })

  it('is read again from its file', async () => {
    await using scenario = await startScenario()
    const { emulator } = scenario
    trust(scenario, { repository: 'octo/deploy' })
    const { subject: sub } = emulator.github.job({ repository: 'octo/deploy' })
    const folder = await mkdtemp(join(tmpdir(), 'federated-token-'))
    const file = join(folder, 'token')
    try {
      const [first, second] = await Promise.all([
        emulator.github.mint({ sub }),
        emulator.github.mint({ sub }),
      ])
      await writeFile(file, first)
      emulator.faults.next('login', {
        status: 401,
        body: () => {
          writeFileSync(file, second)
          return { error: 'invalid_client', error_description: 'AADSTS700024: no.', error_codes: [700024] }
        },
      })
      const result = await scenario.run({ 'federated-token-file': file }, { hidden: [first, second] })
      assertToken(result)
      assert.deepEqual(
        result.recorded.map(({ form }) => form?.get('client_assertion')),
        [first, second],
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
