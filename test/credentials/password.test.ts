import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertFailure, assertToken, type Scenario, startScenario } from '../scenario.ts'

const username = 'pipeline@contoso.onmicrosoft.com'
const password = ' Pa+ss & wörd%20"x" '

async function startWithUser(user: Record<string, boolean> = {}, app: { publicClient?: boolean } = {}) {
  const scenario = await startScenario()
  scenario.tenant.addUser({ username, password, ...user })
  const { publicClient = true } = app
  scenario.app.publicClient = publicClient
  scenario.tenant.consent(scenario.app)
  return scenario
}

const signIn = (scenario: Scenario, inputs: Record<string, string> = {}) =>
  scenario.run({ username, password, ...inputs })

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

  it('works with a client secret, for an app that is no public client', async () => {
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

  it('whose answer was lost is not sent again, for it may have been judged', async () => {
    await using scenario = await startWithUser()
    scenario.emulator.faults.next('login', { reset: 'before' })
    const result = await signIn(scenario)
    assertFailure(result, 'broke before the whole answer came')
    assert.equal(result.requests.length, 1)
  })
})
