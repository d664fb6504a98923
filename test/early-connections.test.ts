import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startBlackHole } from './black-hole.ts'
import { logLines } from './http/log-lines.ts'
import { assertFailure, assertToken, startScenario, trust } from './scenario.ts'
import { startCommandLine } from './terminal/command-line.ts'

/** Where no proxy is in the way. */
const direct = { way: 'authority-host' } as const

describe('the connection to the login host', { concurrency: 4 }, () => {
  it('is open before there is anything to say, and closed if that never comes', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.always('oidc', { hang: 'before-headers' })
    const result = await scenario.run({ timeout: '1' }, direct)
    assertFailure(result, "didn't answer before the timeout")
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

/** Tells on stderr of each connection that is begun, and of the program when it is loaded. */
const witness = `
import { subscribe } from 'node:diagnostics_channel'
import { registerHooks } from 'node:module'
import { writeSync } from 'node:fs'
subscribe('net.client.socket', () => writeSync(2, 'connection,'))
registerHooks({
  load(url, context, next) {
    if (url.endsWith('/program.cjs')) writeSync(2, 'program,')
    return next(url, context)
  },
})`

describe('the connection to the OIDC host', { concurrency: 4 }, () => {
  for (const [name, inputs, options, events] of [
    ['is begun before the program is loaded', {}, direct, 'connection,program,'],
    ['is not begun for another credential', { 'client-secret': 'Abc8Q~x' }, direct, 'program,'],
    ['is not begun behind a proxy', {}, {}, 'program,'],
  ] as const) {
    it(name, async () => {
      await using scenario = await startScenario()
      const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(witness)}`]
      const result = await scenario.run({ ...inputs, 'tenant-id': 'x' }, { ...options, nodeArguments })
      assertFailure(result, 'tenant-id: came "x"')
      assert.equal(result.stderr.trim(), events)
      assert.deepEqual(result.requests, [])
    })
  }
})

describe('a connection that can not even be begun', { concurrency: 2 }, () => {
  for (const credential of ['federated', 'client-secret']) {
    it(`is the failure of its request, with ${credential}`, async () => {
      await using scenario = await startScenario()
      const inputs = { credential, ...(credential === 'client-secret' && { 'client-secret': 'Abc8Q~x' }) }
      const env = { NODE_OPTIONS: '--tls-cipher-list=NONE-SUCH' }
      const result = await scenario.run(inputs, { ...direct, env })
      assertFailure(result, 'No TLS connection to localhost')
      assert.equal(result.stderr, '')
    })
  }
})

describe('a connection that is never made', { concurrency: 2 }, () => {
  it('to the login host holds a step up no longer than its timeout', async () => {
    await using scenario = await startScenario()
    await using hole = await startBlackHole()
    const result = await scenario.run(
      {
        'client-secret': scenario.app.addSecret(),
        'authority-host': `https://localhost:${hole.port}`,
        timeout: '1',
      },
      direct,
    )
    assertFailure(result, `localhost:${hole.port} didn't answer before the timeout`)
    assert.ok(result.durationMs < 3000, `${result.durationMs} ms`)
  })

  it('to the OIDC host holds a step up no longer than its timeout', async () => {
    await using scenario = await startScenario()
    await using hole = await startBlackHole()
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `https://localhost:${hole.port}/?api-version=2.0` }
    const result = await scenario.run({ timeout: '1' }, { ...direct, env })
    assertFailure(result, `localhost:${hole.port} didn't answer before the timeout`)
    assert.ok(result.durationMs < 3000, `${result.durationMs} ms`)
  })
})

describe("the command line's first connection", { concurrency: 2 }, () => {
  for (const [name, env, args, isBegun] of [
    ['is begun in a job of GitHub', {}, [], true],
    ['is not begun for another credential', { AZURE_CLIENT_SECRET: 'Abc8Q~x' }, [], false],
    ["is not begun for another system's token", {}, ['--federated-token-command', 'true'], false],
    ['is not begun behind a proxy', { HTTPS_PROXY: 'http://127.0.0.1:9' }, [], false],
    ['is not begun for help', {}, ['--help'], false],
  ] as const) {
    it(name, async () => {
      await using scenario = await startCommandLine()
      const { emulator } = scenario
      const { stderr, requests } = await scenario.command(['token', ...args], {
        env: {
          // No proxy stands before what is on the machine itself.
          ...emulator.github.job({ repository: 'octo/deploy', realHosts: 'HTTPS_PROXY' in env }).env,
          ...{ HTTPS_PROXY: undefined, AZURE_TENANT_ID: 'x', ...env },
          NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(witness)}"`,
        },
      })
      assert.equal(stderr.startsWith('connection,'), isBegun, stderr)
      assert.deepEqual(requests, [])
    })
  }
})
