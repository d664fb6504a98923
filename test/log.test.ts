import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { commandsOf } from './pasted.ts'
import { assertOneSection, codeBlocks, render, tableRows } from './rendered.ts'
import {
  assertFailure,
  assertToken,
  type Scenario,
  type ScenarioResult,
  startScenario,
  theError,
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
        'Credential: client-secret, from credential',
        'App CLIENT in tenant TENANT, cloud public (login.microsoftonline.com)',
        'Token for https://api.powerplatform.com/.default, valid until TIME',
      ].join('\n'),
    )
  })

  it('gives the end of the token in local time and UTC', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({}, { env: { TZ: 'Asia/Kolkata' } })
    const [, date, utc, local = ''] = /valid until (\S+) (\S+) UTC \((.+)\)$/m.exec(result.log) ?? []
    assert.equal(`${date}T${utc}.000Z`, result.outputs['expires-on'])
    assert.match(local, /^\d\d:\d\d:\d\d GMT\+0530$/)
    assert.equal(
      Date.parse(`1 Jan 2026 ${local}`) % 86_400_000,
      Date.parse(`1 Jan 2026 ${utc} GMT`) % 86_400_000,
    )
  })

  it('gives it once where both are the same', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({}, { env: { TZ: 'UTC' } })
    assert.match(result.log, /valid until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/m)
  })

  it('says which inputs made the choice', async () => {
    await using scenario = await startScenario()
    const user = { username: 'ana@contoso.com', password: 'Passw0rd!' }
    const result = await scenario.run({ ...user, 'client-secret': 'Abc8Q~x' })
    assert.match(result.log, /Credential: password, because username and password are given/)
  })
})

describe('the summary', { concurrency: 4 }, () => {
  it('has a table of the same facts when asked for always', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const { summary, outputs } = await scenario.run({ summary: 'Always' }, { env: { TZ: 'UTC' } })
    assertOneSection(summary)
    const [head, ...rows] = tableRows(summary)
    assert.deepEqual(head, ['Fact', 'Value'])
    assert.deepEqual(
      rows.map(([name]) => name),
      ['Credential', 'App', 'OIDC token', 'Token'],
    )
    assert.ok(
      rows[1]?.[1]?.startsWith(`${scenario.app.clientId} in tenant ${scenario.tenant.id}, cloud public`),
    )
    const [date, time] = outputs['expires-on']?.split(/[T.]/) ?? []
    assert.equal(rows[3]?.[1], `for https://api.powerplatform.com/.default, valid until ${date} ${time} UTC`)
    assert.match(render(summary), /for <code>https:\/\/api\.powerplatform\.com\/\.default<\/code>, valid/)
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
    assertOneSection(result.summary)
    assert.match(render(result.summary), /^<h3>AADSTS70025[^<]+<\/h3>\n<p><strong>Tried:<\/strong> /)
    const [presented, ...commands] = codeBlocks(result.summary)
    assert.match(presented ?? '', /^issuer: .+\nsubject: .+\naudience: .+$/)
    assert.deepEqual(commands, commandsOf(theError(result)))
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
