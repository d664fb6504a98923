import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertFailure, assertToken, startScenario, theError, trust } from '../scenario.ts'

const httpDate = (fromNow: number) => new Date(Date.now() + fromNow * 1000).toUTCString()

/** Answers that no row knows, and what holds for them. */
const unknown: [name: string, body: Record<string, unknown>, title: string, ...words: string[]][] = [
  [
    'an unknown code',
    { error: 'invalid_client', error_description: 'AADSTS999001: New.', error_codes: [999001] },
    'AADSTS999001: Entra refuses the app or its credential',
    'AADSTS999001: New.',
    'az ad app credential list --id {clientId} --cert',
    '#invalid_client',
  ],
  [
    'an unknown code of a scope',
    { error: 'invalid_scope', error_description: 'AADSTS999002: New.', error_codes: [999002] },
    'AADSTS999002: Entra does not know what the token is for',
    'Leave the input scope out',
  ],
  [
    'an unknown code and an unknown error',
    { error: 'brand_new', error_description: 'AADSTS999003: New.', error_codes: [999003] },
    'AADSTS999003: Entra refused the request',
    'error brand_new',
    'Sign-in logs',
    '#unknown-refusal',
  ],
  [
    'no description',
    { error: 'invalid_grant', error_codes: [50126] },
    'AADSTS50126: the user name or password is wrong',
    'Answer: invalid_grant',
  ],
  [
    'a code in the description alone',
    { error: 'invalid_client', error_description: 'AADSTS7000222: expired.' },
    'AADSTS7000222: the client secret has expired',
  ],
  [
    'an error alone',
    { error: 'access_denied' },
    'access_denied: Entra denies access',
    'Answer: access_denied',
  ],
  ['an unknown error alone', { error: 'brand_new' }, 'Entra: Entra refused the request', 'error brand_new'],
  [
    'codes of other types',
    { error: 'invalid_client', error_description: 7, error_codes: ['7000215', null, 1.5, {}] },
    'invalid_client: Entra refuses the app or its credential',
  ],
  ...(
    [
      ['unauthorized_client', 'Entra refuses the app or its credential', 'az ad app credential list'],
      ['interaction_required', 'Entra refuses the sign-in', 'Service principal sign-ins'],
      ['consent_required', 'Entra refuses the sign-in', 'a policy of the tenant demands more'],
      ['login_required', 'Entra refuses the sign-in', 'Sign-in logs'],
      ['invalid_grant', 'Entra refuses the sign-in', 'Sign-in logs'],
      ['invalid_resource', 'Entra does not know what the token is for', 'another cloud than public'],
      ['invalid_request', 'Entra cannot read the request', 'Check tenant-id, client-id, scope'],
      ['unsupported_grant_type', 'Entra cannot read the request', 'authority-host'],
      ['unsupported_response_type', 'Entra cannot read the request', 'authority-host'],
      ['invalid_instance', 'Entra cannot read the request', 'authority-host'],
    ] as const
  ).map(([error, title, words]): (typeof unknown)[number] => [
    `an unknown code of ${error}`,
    { error, error_description: 'AADSTS999005: New.', error_codes: [999005] },
    `AADSTS999005: ${title}`,
    words,
    `#${error}`,
  ]),
  [
    'several codes, the first unknown',
    { error: 'invalid_client', error_description: 'AADSTS999004: x', error_codes: [999004, 7000222] },
    'AADSTS7000222: the client secret has expired',
    'Error codes: 999004, 7000222',
  ],
]

describe("an answer of Entra's", { concurrency: 4 }, () => {
  it('is explained as far as it is known', async (t) => {
    await using scenario = await startScenario()
    const inputs = { 'client-secret': scenario.app.addSecret() }
    for (const [name, body, title, ...words] of unknown) {
      await t.test(name, async () => {
        scenario.emulator.faults.next('login', { status: 400, body })
        const result = await scenario.run({ ...inputs, 'wait-for-propagation': '30' })
        assertFailure(result, ...words.map((word) => word.replace('{clientId}', scenario.app.clientId)))
        assert.equal(result.annotations[0]?.title, title)
        assert.deepEqual(result.requests, ['login POST 400'])
      })
    }
  })

  it("leads to Microsoft's page about an unknown code, where the action has no page of its own", async () => {
    await using scenario = await startScenario()
    const body = { error: 'invalid_client', error_description: 'AADSTS999001: New.', error_codes: [999001] }
    scenario.emulator.faults.next('login', { status: 400, body })
    const env = { GITHUB_ACTION_REPOSITORY: '', GITHUB_ACTION_REF: '' }
    const { log } = await scenario.run({ 'client-secret': 'Abc8Q~x' }, { env })
    assert.match(log, /^More: https:\/\/login\.microsoftonline\.com\/error\?code=999001$/m)
  })

  it('with a code that forbids another try gets none, whatever else it holds', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    for (const [status, codes] of [
      [400, [7000215, 50053]],
      [503, [90033, 50053]],
      [429, [50196]],
    ] as const) {
      const body = { error: 'x', error_description: `AADSTS${codes[0]}: x`, error_codes: codes }
      scenario.emulator.faults.always('login', { status, body })
      const result = await scenario.run({ 'wait-for-propagation': '30' })
      assertFailure(result, `AADSTS${codes[0]}`)
      assert.deepEqual(result.requests, ['oidc GET 200', `login POST ${status}`])
    }
  })

  it('with a passing fault in its error alone is tried again', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const errors = ['temporarily_unavailable', 'server_error']
    scenario.emulator.faults.next(
      'login',
      errors.map((error) => ({ status: 400, body: { error } })),
    )
    const result = await scenario.run()
    assertToken(result)
    const [refused, given] = ['login POST 400', 'login POST 200']
    assert.deepEqual(result.requests, ['oidc GET 200', refused, refused, given])
    for (const error of errors)
      assert.match(result.log, new RegExp(`s: ${error}: Entra has a passing fault$`, 'm'))
  })

  for (const [skew, words] of [
    [600, /This runner's clock is (59\d|60\d) seconds behind Entra's/],
    [-900, /This runner's clock is (89\d|90\d) seconds ahead of Entra's/],
    [0, /This runner's clock agrees with Entra's within 30 seconds/],
  ] as const) {
    it(`tells by its Date how wrong this clock is (${skew} s)`, async () => {
      await using scenario = await startScenario()
      const token = await scenario.emulator.github.mint()
      const headers = { Date: httpDate(skew) }
      scenario.emulator.faults.next('login', { entraError: 700024, headers })
      assertFailure(await scenario.run({ 'federated-token': token }), 'AADSTS700024', words)
      const exp = Math.floor(Date.now() / 1000) + skew / 2 - 60
      const expired = `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.x`
      const body = { token_type: 'Bearer', expires_in: 3599, access_token: expired }
      scenario.emulator.faults.next('login', { body, headers })
      const result = await scenario.run({ 'federated-token': token })
      if (skew <= 0) assertFailure(result, 'The token expired already', words)
    })
  }

  it('tells how old a token of five minutes is', async () => {
    await using scenario = await startScenario()
    scenario.emulator.github.lifetime = -60
    trust(scenario)
    const token = await scenario.emulator.github.mint({ sub: 'repo:octo/deploy:ref:refs/heads/main' })
    assertFailure(
      await scenario.run({ 'federated-token': token }),
      /The token ended 6\d seconds before it reached Entra/,
      'lives five minutes',
    )
  })
})

describe("a government cloud's error", { concurrency: 4 }, () => {
  for (const [cloud, azCloud] of [
    ['gcc-high', 'AzureUSGovernment'],
    ['dod', 'AzureUSGovernment'],
    ['china', 'AzureChinaCloud'],
  ]) {
    it(`begins with the choice of the cloud: ${cloud}`, async () => {
      await using scenario = await startScenario()
      const { tenant, app } = scenario
      const choice = `    az cloud set --name ${azCloud}\n    az login --allow-no-subscriptions --tenant ${tenant.id}\n`
      const audience = cloud === 'china' ? 'China' : 'USGov'
      const refused = await scenario.run({ cloud: cloud ?? '' })
      assertFailure(refused, choice, `"audiences":["api://AzureADTokenExchange${audience}"]`)
      assert.ok(theError(refused).indexOf(choice) < theError(refused).indexOf('az ad app'))
      scenario.emulator.faults.next('login', { entraError: 65001 })
      const user = { username: 'ana@contoso.com', password: 'Passw0rd!' }
      const consent = await scenario.run({ cloud: cloud ?? '', ...user })
      assertFailure(consent, `App registrations › ${app.clientId} › API permissions › Grant admin consent`)
      assert.doesNotMatch(consent.log, /admin-consent/, 'az consents in the public cloud alone')
    })
  }

  it('chooses no cloud where az has it from the start, or no command is printed', async () => {
    await using scenario = await startScenario()
    assert.doesNotMatch((await scenario.run({ cloud: 'gcc' })).log, /az cloud set/)
    scenario.emulator.faults.next('login', { entraError: 900382 })
    assert.doesNotMatch((await scenario.run({ cloud: 'dod' })).log, /az cloud set/)
  })
})
