import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { logLines } from './http/log-lines.ts'
import { assertFailure, assertToken, startScenario, trust } from './scenario.ts'

/** Where no proxy is in the way. */
const direct = { way: 'authority-host' } as const

describe('the connection to the login host', { concurrency: 4 }, () => {
  it('is open before there is anything to say, and closed if that never comes', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.always('oidc', { hang: 'before-headers' })
    const result = await scenario.run({ timeout: '1' }, direct)
    assertFailure(result, "didn't answer before the step's timeout")
    assert.deepEqual(result.requests, ['oidc GET none'])
    assert.equal(scenario.emulator.connections.login, 1)
    assert.ok(result.durationMs < 3000, `${result.durationMs} ms`)
  })

  it('is the one that the request takes', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    assertToken(await scenario.run({}, direct))
    // One of the two is Entra's own, for the keys of the issuer.
    const { login, oidc } = scenario.emulator.connections
    assert.deepEqual({ login, oidc: oidc > 0 }, { login: 1, oidc: true })
  })

  it('is another one for each further try', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.next('login', [{ reset: 'before' }, { status: 503 }])
    const result = await scenario.run({}, direct)
    assertToken(result)
    assert.equal(logLines(result, 'Retry').length, 2)
    assert.equal(scenario.emulator.connections.login, 3)
  })

  it('is not opened early behind a proxy, whose tunnel is made for a request', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.always('oidc', { hang: 'before-headers' })
    assertFailure(await scenario.run({ timeout: '1' }), "didn't answer")
    assert.equal(scenario.emulator.connections.login, 0)
    assert.deepEqual(
      scenario.emulator.proxy.connections.map(({ host }) => host.split('.')[0]),
      ['run-actions-1-azure-eastus'],
    )
  })
})
