import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { commandsOf } from '../pasted.ts'
import { assertFailure, assertToken, startScenario, theError, trust } from '../scenario.ts'
import { blocks, page } from './pages.ts'

const readme = page('README.md')
const [goodLog = '', error = ''] = blocks(readme, 'text')
const job = { repository: 'contoso/deploy' }

test('the quick start goes as README tells: a first run that fails and says how to go on, then its log', async () => {
  await using scenario = await startScenario()
  const { app, tenant, emulator } = scenario
  for (const displayName of ['Contoso (default)', 'Contoso Dev'])
    emulator.powerPlatform.addEnvironment(tenant.id, { displayName })
  const [quickStart = ''] = blocks(readme, 'yaml')
  const { verify } = parse(quickStart).jobs.environments.steps[0].with
  const run = () => scenario.run({ verify: String(verify) }, { job })

  const first = await run()
  assertFailure(first, 'AADSTS70025')
  const [create = ''] = commandsOf(theError(first))
  const [, json = ''] = /^echo '(.+)' \| az ad app federated-credential create /.exec(create) ?? []
  const { issuer, subject, audiences } = JSON.parse(json)
  app.addFederatedCredential({ issuer, subject, audience: audiences[0] })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })

  const second = await run()
  assertToken(second)
  const shown = lines(goodLog)
  assert.ok(shown.length > 3)
  assert.deepEqual(lines(second.log).slice(-shown.length), shown)
})

test('the error that README shows is what the action prints', async () => {
  await using scenario = await startScenario()
  trust(scenario, job)
  const result = await scenario.run({}, { job: { ...job, environment: 'production' } })
  const printed = lines(theError(result))
  const shown = lines(error)
  assert.equal(shown[0], printed[0])
  assert.equal(shown.at(-1), printed.at(-1))
  for (const line of shown) {
    const pattern = line.split('…').map(RegExp.escape).join('.*')
    assert.ok(
      printed.some((each) => new RegExp(`^${pattern}$`).test(each)),
      `${line} is not in ${printed.join('\n')}`,
    )
  }
})

/** Without what differs from run to run. */
function lines(text: string): string[] {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\d[ T][\d:]+(Z| UTC)/g, 'TIME')
    .trimEnd()
    .split('\n')
}
