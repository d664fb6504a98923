import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  assertFailure,
  assertToken,
  type Scenario,
  type ScenarioResult,
  startScenario,
  trust,
} from './scenario.ts'

/** What the action itself printed, with what differs from run to run replaced. */
function logOf({ log }: ScenarioResult, { tenant, app }: Scenario): string {
  return log
    .slice(log.search(/^Credential:/m))
    .trim()
    .replaceAll(tenant.id, 'TENANT')
    .replaceAll(app.clientId, 'CLIENT')
    .replace(/valid until .*/, 'valid until TIME')
}

describe('the log of a good run', { concurrency: 4 }, () => {
  it('is four lines for a federated credential', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    assert.equal(
      logOf(await scenario.run(), scenario),
      [
        "Credential: federated, because no other credential's input came",
        'App CLIENT in tenant TENANT, cloud public (login.microsoftonline.com)',
        'OIDC token: issuer https://token.actions.githubusercontent.com, subject repo:octo/deploy:ref:refs/heads/main, audience api://AzureADTokenExchange',
        'Token for https://api.powerplatform.com/.default, valid until TIME',
      ].join('\n'),
    )
  })

  it('is three lines for another', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run({
      credential: 'client-secret',
      'client-secret': scenario.app.addSecret(),
    })
    assert.equal(
      logOf(result, scenario),
      [
        'Credential: client-secret, named by the input credential',
        'App CLIENT in tenant TENANT, cloud public (login.microsoftonline.com)',
        'Token for https://api.powerplatform.com/.default, valid until TIME',
      ].join('\n'),
    )
  })

  it('gives the end of the token in local time and UTC', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({}, { env: { TZ: 'Asia/Kolkata' } })
    const [, local = '', utc = ''] = /valid until (.+?) \((.+?)\)$/m.exec(result.log) ?? []
    assert.match(local, /^\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT\+0530$/)
    assert.equal(utc, result.outputs['expires-on'])
    assert.equal(Date.parse(local), Date.parse(utc))
  })

  it('says which inputs made the choice', async () => {
    await using scenario = await startScenario()
    const user = { username: 'ana@contoso.com', password: 'Passw0rd!' }
    const result = await scenario.run({ ...user, 'client-secret': 'Abc8Q~x' })
    assert.match(result.log, /Credential: password, because username and password came/)
  })
})

describe('the summary', { concurrency: 4 }, () => {
  it('has a table of the same facts when asked for always', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const { summary, outputs } = await scenario.run({ summary: 'Always' })
    for (const fact of ['Credential', 'App', 'OIDC token', 'Token'])
      assert.match(summary, new RegExp(`^\\| ${fact} \\| .+ \\|$`, 'm'))
    assert.ok(summary.includes(scenario.app.clientId))
    assert.ok(summary.includes(outputs['expires-on'] ?? '-'))
  })

  it('is not there after a good run, unless asked for', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    assert.equal((await scenario.run()).summary, '')
  })

  it('holds the failure, unless never asked for', async () => {
    await using scenario = await startScenario()
    const result = await scenario.run()
    assertFailure(result, 'AADSTS70025')
    assert.match(result.summary, /### AADSTS70025/)
    assert.match(result.summary, /az ad app federated-credential create/)
    assert.equal((await scenario.run({ summary: 'never' })).summary, '')
  })

  it('that can not be written is a warning, and no failure', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({ summary: 'always' }, { env: { GITHUB_STEP_SUMMARY: undefined } })
    assertToken(result)
    assert.match(result.log, /##\[warning\]The summary could not be written/)
  })
})

describe('the end of a step', { concurrency: 2 }, () => {
  const preloaded = (code: string) => ({
    nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(code)}`],
  })

  it('waits until all is written, where the log is read slowly', async () => {
    await using scenario = await startScenario()
    const fill = preloaded("process.stdout.write('.'.repeat(4e6) + '\\n')")
    assertFailure(await scenario.run({ 'tenant-id': 'x' }, fill), 'tenant-id: came "x"')
  })

  it('waits for nothing else', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    assertToken(await scenario.run({}, preloaded('setInterval(() => {}, 1e9)')))
  })
})
