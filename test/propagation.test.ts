import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { logLines } from './http/log-lines.ts'
import { assertFailure, assertToken, startScenario, theError, trust } from './scenario.ts'

describe('wait-for-propagation', { concurrency: 6 }, () => {
  it('waits for a federated credential, with a new OIDC token each time, and says how long', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.next('login', [{ entraError: 700213 }, { entraError: 70025 }])
    const result = await scenario.run({ 'wait-for-propagation': '120' })
    assertToken(result)
    assert.deepEqual(result.requests, [
      ...['oidc GET 200', 'login POST 401'],
      ...['oidc GET 200', 'login POST 401'],
      ...['oidc GET 200', 'login POST 200'],
    ])
    const sent = result.recorded.flatMap(({ form }) => form?.get('client_assertion') ?? [])
    assert.equal(new Set(sent).size, 3)
    const [first, second, ...others] = logLines(result, 'Waiting for it to spread: ')
    assert.match(
      first ?? '',
      /AADSTS700213: no federated credential matches this job\. Next try in (0\.[5-9]|1\.0) s; 120 s of wait-for-propagation are left$/,
    )
    assert.match(second ?? '', /AADSTS70025: .* Next try in (0\.[7-9]|1\.[0-5]) s; (120|11\d) s /)
    assert.deepEqual(others, [])
    assert.equal(logLines(result, 'OIDC token: ').length, 1, 'the same claims need no second line')
  })

  it('waits for nothing unless asked to', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run()
    assertFailure(result, 'AADSTS70025')
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 401'])
    assert.deepEqual(logLines(result, 'Waiting'), [])
  })

  it('gives up when its time is over, with the whole diagnosis', async () => {
    await using scenario = await startScenario()
    const started = performance.now()
    const result = await scenario.run({ 'wait-for-propagation': '2' })
    const elapsed = performance.now() - started
    assertFailure(
      result,
      'AADSTS70025',
      /times in the 2 s of wait-for-propagation$/m,
      'subject:  repo:octo/deploy:ref:refs/heads/main',
      'az ad app federated-credential create',
    )
    const tries = result.requests.filter((request) => request === 'login POST 401').length
    assert.ok(tries >= 2 && tries <= 5, `${tries} tries`)
    assert.match(theError(result), new RegExp(`, ${tries} times in the 2 s`))
    assert.ok(elapsed >= 2000, `gave up after ${elapsed} ms`)
    assert.equal(result.annotations.length, 1)
  })

  it('gives each try what the first refusal left of the timeout', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run({ 'wait-for-propagation': '3', timeout: '2' })
    assertFailure(result, 'AADSTS70025', 'in the 3 s of wait-for-propagation')
  })

  it('does not prolong what only takes time: a host without an answer', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.always('login', { hang: 'before-headers' })
    const started = performance.now()
    const inputs = { 'client-secret': 'Abc8Q~x', 'wait-for-propagation': '60', timeout: '1' }
    assertFailure(await scenario.run(inputs), "didn't answer before the timeout")
    assert.ok(performance.now() - started < 5000)
  })

  it('ends at what comes after, when that is no matter of time', async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', [{ entraError: 7000215 }, { entraError: 7000222 }])
    const inputs = { 'client-secret': 'Abc8Q~x', 'wait-for-propagation': '60' }
    const result = await scenario.run(inputs)
    assertFailure(result, 'AADSTS7000222')
    assert.deepEqual(result.requests, ['login POST 401', 'login POST 401'])
  })

  it('waits for a role, with verify, and hands the token over once', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const { emulator, app } = scenario
    emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
    emulator.faults.next('api', [
      { status: 403, body: {} },
      { status: 403, body: { code: 'Forbidden' } },
    ])
    const result = await scenario.run({ verify: 'true', 'wait-for-propagation': '60' })
    assertToken(result)
    assert.deepEqual(result.requests, [
      ...['oidc GET 200', 'login POST 200'],
      ...['api GET 403', 'api GET 403', 'api GET 200'],
    ])
    assert.equal(logLines(result, 'Token for ').length, 1)
  })

  it('does not wait for a permission, which counts from the next token on', async () => {
    await using scenario = await startScenario()
    const { app, tenant } = scenario
    const user = { username: 'ana@contoso.onmicrosoft.com', password: 'Passw0rd!' }
    tenant.addUser(user)
    app.publicClient = true
    tenant.consent(app, ['AppManagement.ApplicationPackages.Read'])
    const innererror = { code: 'InsufficientDelegatedPermissions', message: 'Missing [X]' }
    scenario.emulator.faults.next('api', { status: 403, body: { code: 'Forbidden', innererror } })
    const result = await scenario.run({ ...user, verify: 'true', 'wait-for-propagation': '60' })
    assert.match(theError(result), /Power Platform API \(403\): the app lacks a delegated permission/)
    assert.equal(result.requests.filter((request) => request === 'api GET 403').length, 1)
  })

  it('is one time for the token and the role together', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    scenario.emulator.faults.next('login', { entraError: 700213 })
    scenario.emulator.faults.always('api', { status: 403 })
    const started = performance.now()
    const result = await scenario.run({ verify: 'true', 'wait-for-propagation': '2' })
    assert.match(theError(result), /^Power Platform API \(403\)[\s\S]* in the 2 s of wait-for-propagation$/m)
    const elapsed = performance.now() - started
    assert.ok(elapsed < 3500, `${elapsed} ms`)
  })

  it('keeps its diagnosis when the network breaks, or a given token grows too old', async () => {
    await using scenario = await startScenario()
    const inputs = { 'federated-token': await scenario.emulator.github.mint(), 'wait-for-propagation': '30' }
    for (const last of [{ entraError: 700024 }, { redirect: 'https://x.example' }] as const) {
      scenario.emulator.faults.next('login', [{ entraError: 700213 }, last])
      const result = await scenario.run(inputs)
      assertFailure(result, 'AADSTS700213', '2 times, and the last ended so: ', 'federated-credential create')
    }
  })

  for (const [value, near] of [
    ['5m', '300'],
    ['-1', undefined],
    ['3601', '3600'],
    ['1.5', '2'],
  ]) {
    it(`takes whole seconds, and not ${value}`, async () => {
      await using scenario = await startScenario()
      const result = await scenario.run({ 'wait-for-propagation': value ?? '' })
      assertFailure(
        result,
        `wait-for-propagation: came "${value}"; allowed are whole seconds from 0 to 3600.${near ? ` Did you mean "${near}"?` : ''}`,
      )
      assert.deepEqual(result.requests, [])
    })
  }
})
