import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fault } from '../emulator/faults.ts'
import {
  assertFailure,
  assertToken,
  type Scenario,
  type ScenarioOptions,
  startScenario,
  theError,
} from '../scenario.ts'

const username = 'pipeline@contoso.onmicrosoft.com'
const password = ' Pa+ss & wörd%20"x" '

async function startWithUser(
  user: Record<string, boolean> = {},
  app: { publicClient?: boolean } = {},
  options: ScenarioOptions = {},
) {
  const scenario = await startScenario(options)
  scenario.tenant.addUser({ username, password, ...user })
  const { publicClient = true } = app
  scenario.app.publicClient = publicClient
  scenario.tenant.consent(scenario.app)
  return scenario
}

const signIn = (scenario: Scenario, inputs: Record<string, string> = {}) =>
  scenario.run({ username, password, ...inputs })

const again = 'Fix: Run it again later.'
/** What would be tried again with another credential, and what a careless client would send a second time. */
const failures: [fault: Fault, ...words: string[]][] = [
  ...[408, 429, 500, 502, 503, 504].map((status): [Fault, string, string] => [
    { status },
    `answered ${status}`,
    again,
  ]),
  [{ status: 429, headers: { 'Retry-After': '0' } }, again],
  [{ entraError: 90033 }, 'AADSTS90033', again],
  [{ entraError: 90055, status: 429 }, 'AADSTS90055', again],
  [{ entraError: 700016 }, 'AADSTS700016', again],
  [{ entraError: 7000215 }, 'AADSTS7000215'],
  [{ entraError: 65001 }, 'AADSTS65001', again],
  [{ entraError: 700024 }, 'AADSTS700024'],
  [{ reset: 'before' }, 'broke before the whole answer came', again],
  [{ reset: 'in-body' }, 'broke before the whole answer came', again],
  [{ hang: 'before-headers' }, "didn't answer before the timeout"],
  [{ redirect: 'https://login.microsoftonline.us/', status: 307 }, 'a redirect, which is not followed'],
  [{ redirect: 'https://login.microsoftonline.us/', status: 308 }, 'a redirect, which is not followed'],
  [{ body: '' }, 'something that is no token answer'],
  [{ status: 401, headers: { 'WWW-Authenticate': 'Basic realm="x"' } }, 'something that is no token answer'],
  [{ entraError: 50126 }, 'AADSTS50126'],
]

describe('password', { concurrency: 4 }, () => {
  it('gets a token with one request, and the granted scope', async () => {
    await using scenario = await startWithUser()
    const result = await signIn(scenario)
    assertToken(result)
    assert.deepEqual(result.requests, ['login POST 200'])
    assert.equal(result.recorded[0]?.form?.get('password'), password)
    assert.match(result.outputs.scope ?? '', / https:\/\/api\.powerplatform\.com\/EnvironmentManagement/)
    assert.match(
      result.log,
      /##\[warning\]password: multi-factor authentication .* break a sign-in .*credential: federated/,
    )
  })

  it('needs one request on an authority host that MSAL does not know', async () => {
    await using scenario = await startWithUser()
    const result = await scenario.run({ username, password }, { way: 'authority-host' })
    assertToken(result)
    assert.deepEqual(result.requests, ['login POST 200'])
  })

  it('works with a client secret, for an app that is not a public client', async () => {
    await using scenario = await startWithUser({}, { publicClient: false })
    const result = await signIn(scenario, { 'client-secret': scenario.app.addSecret() })
    assertToken(result)
    assert.equal(result.outputs.credential, 'password')
    assert.ok(result.recorded[0]?.form?.get('client_secret'))
  })

  it('takes several scopes', async () => {
    await using scenario = await startWithUser()
    const api = 'https://api.powerplatform.com'
    const scope = `${api}/EnvironmentManagement.Environments.Read ${api}/AppManagement.ApplicationPackages.Read openid`
    const result = await signIn(scenario, { scope })
    assertToken(result)
    assert.match(
      result.recorded[0]?.form?.get('scope') ?? '',
      /Environments\.Read .*ApplicationPackages\.Read/,
    )
  })

  it('keeps its spaces and loses a trailing newline, with a warning', async () => {
    await using scenario = await startWithUser()
    const result = await signIn(scenario, { password: `${password}\r\n` })
    assertToken(result)
    assert.match(result.log, /##\[warning\]password: has white space around it \(2 characters\)/)
  })

  it('is hidden in the form that was sent, spaces and all', async () => {
    await using scenario = await startWithUser()
    const echo = Buffer.from(password).toString('base64')
    scenario.emulator.faults.next('login', { status: 400, body: { error: 'x', error_description: echo } })
    assertFailure(
      await scenario.run({ username, password }, { hidden: [password] }),
      'the request was refused',
    )
  })

  for (const [name, user, ...words] of [
    ['multi-factor authentication', { mfa: true }, 'AADSTS50076', 'credential: federated'],
    ['a locked account', { locked: true }, 'AADSTS50053', 'Stop every job that uses this account'],
    ['an expired password', { passwordExpired: true }, 'AADSTS50055'],
    ['a disabled user', { disabled: true }, 'AADSTS50057'],
  ] as const) {
    it(`is tried once against ${name}`, async () => {
      await using scenario = await startWithUser(user)
      const result = await signIn(scenario)
      assertFailure(result, ...words)
      assert.equal(result.requests.length, 1)
    })
  }

  it('that is wrong is tried once', async () => {
    await using scenario = await startWithUser()
    const result = await signIn(scenario, { password: 'Wrong-passw0rd' })
    assertFailure(result, 'AADSTS50126', 'counts towards a lockout')
    assert.equal(result.requests.length, 1)
  })

  it('without a public client says which switch to set', async () => {
    await using scenario = await startWithUser({}, { publicClient: false })
    assertFailure(
      await signIn(scenario),
      'AADSTS7000218',
      `az ad app update --id ${scenario.app.clientId} --is-fallback-public-client true`,
    )
  })

  for (const [grant, inputs] of [
    ['password', {}],
    ['confidential-password', { 'client-secret': 'Abc8Q~of-the-app' }],
  ] as const) {
    it(`is sent once by the grant ${grant}, whatever comes back, and the step says so`, async () => {
      await using scenario = await startWithUser({}, {}, { sharesProcess: true })
      for (const [fault, ...words] of failures) {
        scenario.emulator.faults.always('login', fault)
        const given = { timeout: '2', 'wait-for-propagation': '2', ...inputs }
        const result = await signIn(scenario, given)
        const name = JSON.stringify(fault)
        assert.equal(result.requests.length, 1, `${name}: ${result.requests}`)
        assertFailure(result, /^Tried: .*, once: each try with a password may count towards a lockout$/m)
        for (const word of words) assertFailure(result, word)
        assert.doesNotMatch(
          result.log,
          /(?<!not )tried again|let the step wait longer|Retry \d|Waiting for it/,
          name,
        )
        assert.doesNotMatch(theError(result), /wait-for-propagation/, name)
      }
    })
  }

  it('leaves the wait for propagation to verify', async () => {
    await using scenario = await startWithUser()
    scenario.emulator.faults.next('api', [
      { status: 403, body: { code: 'Forbidden' } },
      { body: { value: [] } },
    ])
    const result = await signIn(scenario, { verify: 'true', 'wait-for-propagation': '60' })
    assertToken(result)
    assert.deepEqual(result.requests, ['login POST 200', 'api GET 403', 'api GET 200'])
  })
})
