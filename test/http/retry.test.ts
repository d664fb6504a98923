import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fault } from '../emulator/faults.ts'
import { assertFailure, assertToken, type Scenario, startScenario, trust } from '../scenario.ts'
import { logLines } from './log-lines.ts'

const services = ['oidc', 'login', 'api'] as const
const healthy = ['oidc GET 200', 'login POST 200', 'api GET 200']

/** A job that asks all three services. */
async function startVerified(): Promise<Scenario> {
  const scenario = await startScenario()
  trust(scenario)
  scenario.emulator.powerPlatform.assignRole({ principalId: scenario.app.objectId, role: 'Reader' })
  return scenario
}

/** What every one of the three services does once, and the reason that the log gives. */
const passing: [name: string, fault: Fault, requests: string[], reason: RegExp][] = [
  [
    'a connection cut before the answer',
    { reset: 'before' },
    healthy.flatMap((request) => [request.replace('200', 'none'), request]),
    /broke before the whole answer came \(ECONNRESET: [^)]+\)$/,
  ],
]

const httpDate = (fromNow: number) => new Date(Date.now() + fromNow * 1000).toUTCString()

/** Retry-After and the seconds that the one retry waits: at least, and less than. */
const waits: [name: string, headers: () => Record<string, string>, least: number, below: number][] = [
  ['0 seconds', () => ({ 'Retry-After': '0' }), 0, 0.6],
  ['1 second', () => ({ 'Retry-After': '1' }), 1, 1.6],
  // A date has whole seconds, so the server's now is given as such too.
  ['a date', () => ({ Date: httpDate(0), 'Retry-After': httpDate(1) }), 1, 1.6],
  ['a date of a fast clock', () => ({ Date: httpDate(3600), 'Retry-After': httpDate(3601) }), 1, 1.6],
  ['a date of a slow clock', () => ({ Date: httpDate(-3600), 'Retry-After': httpDate(-3599) }), 1, 1.6],
  ['a date gone by', () => ({ 'Retry-After': httpDate(-5) }), 0, 0.6],
  ['a date that is none', () => ({ 'Retry-After': 'Wed, 99 Foo 2099 07:28:00 GMT' }), 0, 0.6],
  ['words with a year', () => ({ 'Retry-After': 'not before 2099' }), 0, 0.6],
  ['a negative number', () => ({ 'Retry-After': '-9999' }), 0, 0.6],
  ['a fraction', () => ({ 'Retry-After': '9999.5' }), 0, 0.6],
  ['nothing in it', () => ({ 'Retry-After': '' }), 0, 0.6],
]

describe('retries', { concurrency: 4 }, () => {
  for (const [name, fault, requests, reason] of passing) {
    it(`follow ${name} of each service`, async () => {
      await using scenario = await startVerified()
      for (const service of services) scenario.emulator.faults.next(service, fault)
      const result = await scenario.run({ verify: 'true' })
      assertToken(result)
      assert.deepEqual(result.requests, requests)
      const lines = logLines(result, 'Retry')
      assert.equal(lines.length, 3, result.log)
      for (const line of lines) {
        assert.match(line, /^Retry \d in \d\.\d s: /)
        assert.match(line, reason)
      }
    })
  }

  it('are as many as needed, and counted in the log', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', [{ status: 503 }, { reset: 'before' }, { status: 500 }])
    const result = await scenario.run({ 'client-secret': scenario.app.addSecret() })
    assertToken(result)
    assert.equal(result.requests.length, 4)
    const lines = logLines(result, 'Retry')
    assert.deepEqual(
      lines.map((line) => line.slice(0, 7)),
      ['Retry 1', 'Retry 2', 'Retry 3'],
    )
  })

  for (const half of [waits.slice(0, 6), waits.slice(6)]) {
    it(`wait as Retry-After says: ${half.map(([name]) => name).join(', ')}`, async (t) => {
      await using scenario = await startScenario()
      const secret = scenario.app.addSecret()
      for (const [name, headers, least, below] of half) {
        await t.test(name, async () => {
          scenario.emulator.faults.next('login', { status: 503, headers: headers() })
          const result = await scenario.run({ 'client-secret': secret })
          assertToken(result)
          assert.deepEqual(result.requests, ['login POST 503', 'login POST 200'])
          const [line = '', ...more] = logLines(result, 'Retry')
          assert.deepEqual(more, [])
          const said = Number(/^Retry 1 in (\d+\.\d) s: /.exec(line)?.[1])
          assert.ok(said >= least && said < below, line)
          assert.ok(result.durationMs >= least * 1000, `${result.durationMs} ms`)
        })
      }
    })
  }

  it('give up at once when Retry-After is a date far away', async () => {
    await using scenario = await startScenario()
    const headers = { 'Retry-After': new Date('2099-01-01').toUTCString() }
    scenario.emulator.faults.always('login', { status: 503, headers })
    const result = await scenario.run({ 'client-secret': scenario.app.addSecret() })
    assertFailure(
      result,
      'login.microsoftonline.com answered 503',
      /1 time; the server asked to wait \d{6,} s, and (59|60)\.\d s were left of the timeout/,
    )
    assert.deepEqual(result.requests, ['login POST 503'])
    assert.ok(result.durationMs < 5000)
  })

  it('end with the timeout, and the error says how many there were', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.always('login', { status: 503 })
    const result = await scenario.run({ 'client-secret': scenario.app.addSecret(), timeout: '1' })
    const tries = logLines(result, 'Retry').length + 1
    const times = tries === 1 ? '1 time' : `${tries} times`
    assertFailure(
      result,
      'login.microsoftonline.com answered 503',
      new RegExp(`, ${times}; \\d\\.\\d s were left of the timeout`),
    )
    // The timeout may end the last one before it reaches the server.
    assert.ok([tries, tries - 1].includes(result.requests.length), `${result.requests.length} of ${tries}`)
    assert.ok(result.durationMs < 2500, `${result.durationMs} ms`)
  })

  it('end with the timeout in the middle of one, too', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', { status: 503 })
    scenario.emulator.faults.always('login', { hang: 'before-headers' })
    const result = await scenario.run({ 'client-secret': scenario.app.addSecret(), timeout: '2' })
    assertFailure(result, 'answered 503', '0.0 s were left of the timeout', ', 2 times')
    assert.deepEqual(result.requests, ['login POST 503', 'login POST none'])
  })

  it('never follow 4xx', async (t) => {
    await using scenario = await startVerified()
    for (const service of services) {
      for (const status of [401, 404, 418]) {
        await t.test(`${status} of ${service}`, async () => {
          const body = { error: 'invalid_request', error_description: 'AADSTS90014: no.' }
          scenario.emulator.faults.next(service, { status, body })
          const result = await scenario.run({ verify: 'true' })
          assert.equal(result.outcome, 'failure')
          assert.equal(result.exitCode, 1)
          assert.equal(result.requests.length, services.indexOf(service) + 1)
          assert.match(result.requests.at(-1) ?? '', new RegExp(`^${service} \\w+ ${status}$`))
          assert.deepEqual(logLines(result, 'Retry'), [])
          // The token is handed over before it is tried.
          assert.equal('access-token' in result.outputs, service === 'api')
        })
      }
    }
  })

  it('never follow a wrong password', async () => {
    await using scenario = await startScenario()
    const app = scenario.tenant.addApp({ publicClient: true })
    scenario.tenant.consent(app)
    const user = scenario.tenant.addUser({ username: 'ada@contoso.onmicrosoft.com', password: 'right' })
    const result = await scenario.run({
      'client-id': app.clientId,
      username: user.username,
      password: 'wrong-Passw0rd',
    })
    assertFailure(result, 'AADSTS50126')
    assert.deepEqual(result.requests, ['login POST 400'])
    assert.equal(user.failures, 1)
  })
})
