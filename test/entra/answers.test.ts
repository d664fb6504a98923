import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createCertificate } from '../emulator/certificates.ts'
import { commandsOf } from '../pasted.ts'
import { assertFailure, assertToken, startScenario, theError, trust } from '../scenario.ts'

const httpDate = (fromNow: number) => new Date(Date.now() + fromNow * 1000).toUTCString()

/** Answers that no row knows, and what holds for them. */
const unknown: [name: string, body: Record<string, unknown>, title: string, ...words: string[]][] = [
  [
    'an unknown code',
    { error: 'invalid_client', error_description: 'AADSTS999001: New.', error_codes: [999001] },
    'AADSTS999001: Entra refuses the app or its credential',
    'AADSTS999001: New.',
    'Read what Microsoft says about the code: https://login.microsoftonline.com/error?code=999001',
    'az ad app credential list --id {clientId}\n',
    '#invalid_client',
  ],
  [
    'an unknown code of a scope',
    { error: 'invalid_scope', error_description: 'AADSTS999002: New.', error_codes: [999002] },
    'AADSTS999002: Entra does not know what the token is for',
    'Check the input cloud',
  ],
  [
    'an unknown code and an unknown error',
    { error: 'brand_new', error_description: 'AADSTS999003: New.', error_codes: [999003] },
    'AADSTS999003: the request was refused',
    'error brand_new',
    'Sign-in logs',
    '#unknown-refusal',
  ],
  [
    'no description',
    { error: 'invalid_grant', error_codes: [7000222] },
    'AADSTS7000222: the client secret has expired',
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
  ['an unknown error alone', { error: 'brand_new' }, 'Entra: the request was refused', 'error brand_new'],
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
    await using scenario = await startScenario({ sharesProcess: true })
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

  it('is explained for the credential that was used, whatever else it names', async (t) => {
    await using scenario = await startScenario()
    const { app, emulator } = scenario
    const wrongSecret = 'AADSTS7000215: Invalid client secret provided.'
    const noMatch = 'AADSTS700213: No matching federated identity record found.'
    const foreign = 'AADSTS7000215 is about a client secret, and this run used credential: federated'
    for (const [name, error_description, title, ...words] of [
      [
        'the words say another number than the list',
        noMatch,
        'AADSTS700213: no federated credential matches this job',
        'Error codes: 700213, 7000215',
        `az ad app federated-credential create --id ${app.clientId}`,
      ],
      [
        'both say a number of another credential',
        wrongSecret,
        'AADSTS7000215: Entra refuses the app or its credential',
        foreign,
        'https://login.microsoftonline.com/error?code=7000215',
        `az ad app federated-credential list --id ${app.clientId}`,
      ],
    ] as const) {
      await t.test(name, async () => {
        const body = { error: 'invalid_client', error_description, error_codes: [7000215] }
        emulator.faults.next('login', { status: 401, body })
        const result = await scenario.run()
        assertFailure(result, ...words)
        assert.equal(result.annotations[0]?.title, title)
        assert.doesNotMatch(theError(result), /secret is wrong|credential reset|CLIENT_SECRET/)
      })
    }
  })

  it('is explained for the API that the token was to be for', async () => {
    await using scenario = await startScenario()
    const { app, tenant, emulator } = scenario
    emulator.faults.next('login', { entraError: 500011 })
    const result = await scenario.run({ scope: 'https://contoso.crm4.dynamics.com/main.aspx?appid=1' })
    assertFailure(
      result,
      'The token was asked for https://contoso.crm4.dynamics.com/.default.',
      `the environment's URL is wrong, or the environment belongs to another tenant than ${tenant.id}`,
      `pac admin assign-user --environment https://contoso.crm4.dynamics.com --user ${app.clientId} --role "Basic User" --application-user`,
    )
    assert.doesNotMatch(theError(result), /8578e004|api\.powerplatform\.com/)
    assert.match(
      result.annotations.find(({ type }) => type === 'warning')?.message ?? '',
      /^scope: is the address of a page in a Dataverse environment/,
    )
  })

  it("leads to Microsoft's page, where the action has no page of its own, or none with a plain address", async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    for (const env of [
      { GITHUB_ACTION_REPOSITORY: '' },
      { GITHUB_ACTION_REF: '' },
      { GITHUB_ACTION_REF: 'v1)**x**(https://evil.example' },
      { GITHUB_ACTION_REF: 'fix#12' },
      { GITHUB_ACTION_REPOSITORY: 'a/b/../c' },
      { GITHUB_SERVER_URL: 'javascript:alert(1)//' },
    ]) {
      scenario.emulator.faults.next('login', { entraError: 7000222 })
      const result = await scenario.run({ 'client-secret': 'Abc8Q~x' }, { env })
      const page = 'https://login.microsoftonline.com/error?code=7000222'
      assert.match(result.log, new RegExp(`^More: ${RegExp.escape(page)}$`, 'm'))
      assert.ok(result.summary.includes(`\n[More about it](${page})\n`), result.summary)
    }
  })

  it('keeps the identifiers that stand in its words alone', async () => {
    await using scenario = await startScenario()
    const words = 'AADSTS7000222: x. Trace ID: aaa Correlation ID: bbb Timestamp: ccc'
    const body = { error: 'invalid_client', error_description: words, error_codes: [7000222] }
    for (const [fields, answer] of [
      [{}, `Answer: ${words}\n`],
      [{ trace_id: 'aaa' }, 'Answer: AADSTS7000222: x.\nHTTP 400, error invalid_client\nTrace ID: aaa\n'],
    ] as const) {
      scenario.emulator.faults.next('login', { status: 400, body: { ...body, ...fields } })
      assertFailure(await scenario.run({ 'client-secret': 'Abc8Q~x' }), answer)
    }
  })

  it('with a code that no row has does not outweigh a status that passes', async () => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    const headers = { 'Retry-After': '0' }
    const body = { error: 'invalid_client', error_description: 'AADSTS999006: New.', error_codes: [999006] }
    scenario.emulator.faults.next(
      'login',
      [429, 503].map((status) => ({ status, headers, body })),
    )
    const result = await scenario.run({ 'client-secret': secret, timeout: '6' })
    assertToken(result)
    assert.deepEqual(result.requests, ['login POST 429', 'login POST 503', 'login POST 200'])
  })

  it('is asked for again after the time that it names', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', { throttle: { retryAfter: '1' } })
    const result = await scenario.run({ 'client-secret': scenario.app.addSecret(), timeout: '6' })
    assertToken(result)
    assert.match(result.log, /^Retry 1 in (1\.\d|2\.0) s: AADSTS90055: Entra throttles the requests$/m)
  })

  it('with a code that forbids another try gets none, whatever else it holds', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    trust(scenario)
    for (const [status, codes] of [
      [400, [7000215, 50053]],
      [503, [90033, 50053]],
      [429, [50196]],
    ] as const) {
      const body = { error: 'x', error_description: `AADSTS${codes[0]}: x`, error_codes: codes }
      scenario.emulator.faults.always('login', { status, body })
      const result = await scenario.run({ 'wait-for-propagation': '30' })
      assertFailure(result, `AADSTS${codes[0]}: `, `${codes.at(-1)}`)
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
    [600, /This machine's clock is (59\d|60\d) seconds behind Entra's/],
    [-900, /This machine's clock is (89\d|90\d) seconds ahead of Entra's/],
    [0, /This machine's clock agrees with Entra's within 30 seconds/],
  ] as const) {
    it(`tells by its Date how wrong this clock is (${skew} s)`, async () => {
      await using scenario = await startScenario()
      const { certificatePem, privateKeyPem } = await createCertificate()
      const certificate = privateKeyPem + certificatePem
      const headers = { Date: httpDate(skew) }
      scenario.emulator.faults.next('login', { entraError: 700024, headers })
      assertFailure(await scenario.run({ certificate }), 'AADSTS700024', words, 'timedatectl')
      const ended = `e30.${Buffer.from('{"exp":1000}').toString('base64url')}.x`
      const body = { token_type: 'Bearer', expires_in: 3599, access_token: ended }
      scenario.emulator.faults.next('login', { body, headers })
      assertFailure(await scenario.run({ certificate }), 'The token expired already', words)
    })
  }

  it('leaves this clock out where another one signed', async () => {
    await using scenario = await startScenario({ sharesProcess: true })
    const now = Math.floor(Date.now() / 1000)
    for (const [claims, words] of [
      [{ nbf: now + 600, exp: now + 900 }, /The token begins (59\d|600) seconds after Entra's time/],
      [{ exp: -1e300 }, 'The token ended long before it reached Entra'],
      [{ exp: now + 300, nbf: now - 9 }, "The token's times look right"],
      [{ exp: 'soon', nbf: null }, 'The token had ended, or had not begun, when it reached Entra'],
    ] as const) {
      const token = await scenario.emulator.github.mint(claims as never)
      scenario.emulator.faults.next('login', { entraError: 700024, headers: { Date: httpDate(0) } })
      const result = await scenario.run({ 'federated-token': token })
      assertFailure(result, 'AADSTS700024', words)
      assert.doesNotMatch(theError(result), /runner's clock/)
    }
  })

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
      await using scenario = await startScenario({ sharesProcess: true })
      const { app } = scenario
      const choice = `    az cloud set --name ${azCloud}\n    az login --allow-no-subscriptions\n`
      const audience = cloud === 'china' ? 'China' : 'USGov'
      const refused = await scenario.run({ cloud: cloud ?? '' })
      assertFailure(refused, choice, `"audiences":["api://AzureADTokenExchange${audience}"]`)
      assert.ok(theError(refused).indexOf(choice) < theError(refused).indexOf('az ad app'))
      scenario.emulator.faults.next('api', { status: 403 })
      scenario.emulator.faults.next('login', {
        body: { token_type: 'Bearer', expires_in: 9, access_token: 'opaque-access-token' },
      })
      const role = await scenario.run({ cloud: cloud ?? '', verify: 'true' })
      const [first, second, ...others] = commandsOf(theError(role)).filter((command) =>
        /^az |\| az /.test(command),
      )
      assert.equal(first, `az cloud set --name ${azCloud}`)
      assert.match(second ?? '', /^az login /)
      assert.doesNotMatch(others.join('\n'), /az login/, 'one login is enough')
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
