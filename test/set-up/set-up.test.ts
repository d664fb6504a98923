import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { parse } from 'yaml'
import { type SetUpScenario, startSetUp } from './tenant.ts'

const job = ['--repository', 'octo/deploy', '--branch', 'main', '--yes']
const READ = /^(graph|api) GET (200|404)$/

/** Runs the action as the workflow has it that a set-up printed. */
async function runWorkflow(scenario: SetUpScenario, text: string, more: Record<string, string> = {}) {
  const { with: inputs } = parse(text).jobs.environments.steps[0]
  const { 'wait-for-propagation': _, ...others } = inputs
  const given = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]))
  return scenario.run({ ...given, ...more })
}

describe('set-up from an empty tenant', () => {
  for (const [cloud, hosts] of [
    ['public', { graph: 'graph.microsoft.com', api: 'api.powerplatform.com' }],
    ['gcc', { graph: 'graph.microsoft.com', api: 'api.gov.powerplatform.microsoft.us' }],
    ['gcc-high', { graph: 'graph.microsoft.us', api: 'api.high.powerplatform.microsoft.us' }],
  ] as const) {
    it(`lets jobs see the environments, and changes nothing the second time (${cloud})`, async () => {
      await using scenario = await startSetUp({ hosts })
      const { emulator, tenant } = scenario
      emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
      const args = [...job, '--cloud', cloud]
      const first = await scenario.setUp(args)
      assert.equal(first.code, 0, first.stderr)
      const result = await runWorkflow(scenario, first.stdout)
      assert.equal(result.outcome, 'success', result.log)
      assert.match(result.log, /Verified: 1 environment is visible: Contoso Dev/)

      const second = await scenario.setUp(args)
      assert.deepEqual([second.code, second.stdout], [0, first.stdout], second.stderr)
      const changes = second.requests.filter((request) => !READ.test(request))
      assert.deepEqual(changes, [], second.stderr)
    })
  }

  it('keeps a client secret with the repository alone, for which a token comes', async () => {
    await using scenario = await startSetUp()
    const { emulator, tenant } = scenario
    emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
    const made = await scenario.setUp([...job, '--credential', 'client-secret'])
    assert.equal(made.code, 0, made.stderr)
    const secret = scenario.kept('CLIENT_SECRET')
    assert.ok(secret)
    assert.ok(!`${made.stdout}${made.stderr}`.includes(secret))
    const result = await runWorkflow(scenario, made.stdout, { 'client-secret': secret })
    assert.equal(result.outcome, 'success', result.log)
  })

  it('lets a user sign in with a password, with the permissions and the consent that it takes', async () => {
    await using scenario = await startSetUp()
    const { tenant } = scenario
    const made = await scenario.setUp([...job, '--credential', 'password'])
    assert.equal(made.code, 0, made.stderr)
    const password = crypto.randomUUID()
    const { username } = tenant.addUser({ username: 'pipeline@contoso.onmicrosoft.com', password })
    const result = await runWorkflow(scenario, made.stdout, { username, password, verify: 'false' })
    assert.equal(result.outcome, 'success', result.log)
    const { scp } = decodeJwt(result.outputs['access-token'] ?? '')
    assert.equal(scp, 'EnvironmentManagement.Environments.Read')
    const again = await scenario.setUp([...job, '--credential', 'password'])
    assert.deepEqual(
      again.requests.filter((request) => !READ.test(request)),
      [],
      again.stderr,
    )
  })

  it('adds a permission to a consent, and takes none away', async () => {
    await using scenario = await startSetUp()
    const args = [...job, '--credential', 'password']
    assert.equal((await scenario.setUp(args)).code, 0)
    const more = await scenario.setUp([...args, '--permission', 'PowerApps.Apps.Read'])
    assert.equal(more.code, 0, more.stderr)
    assert.match(more.stderr, /PowerApps\.Apps\.Read for whoever signs in: changed\./)
  })
})

describe('set-up while new objects spread', () => {
  for (const delay of ['notFound', 'notListed', 'noBackingApplication', 'foreignApplication'] as const) {
    it(`waits where the directory has not heard of them (${delay})`, async () => {
      await using scenario = await startSetUp()
      scenario.emulator.entra.replication.delays[delay] = 1
      const made = await scenario.setUp(job)
      assert.equal(made.code, 0, made.stderr)
      scenario.emulator.entra.replication.delays[delay] = 0
      const again = await scenario.setUp(job)
      assert.equal(again.stdout, made.stdout)
    })
  }
})

it('says that Power Platform may not know a new principal yet, and does the rest the next time', async () => {
  await using scenario = await startSetUp()
  scenario.emulator.entra.replication.delays.unknownPrincipal = 1
  const refused = await scenario.setUp(job)
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /^Why: .* or Power Platform does not know the new service principal yet\./m)
  assert.match(refused.stderr, /^Fix: Run the same again in a minute/m)
  const again = await scenario.setUp(job)
  assert.equal(again.code, 0, again.stderr)
})

describe('set-up that ended early', () => {
  it('goes on where it stopped, whichever request was the last', async () => {
    await using scenario = await startSetUp()
    const { requests } = await scenario.setUp(job)
    assert.equal(requests.filter((request) => !READ.test(request)).length, 4, requests.join('\n'))
    for (const [last, request] of requests.entries()) {
      const args = [...job, '--name', `stopped-at-${last}`]
      const service = request.startsWith('api') ? 'api' : 'graph'
      let before = requests.slice(0, last).filter((each) => each.startsWith(service)).length
      scenario.emulator.faults.always(service, () => (before-- === 0 ? { status: 400, body: {} } : undefined))
      const stopped = await scenario.setUp(args)
      assert.equal(stopped.code, 1, `${last}: ${stopped.stderr}`)
      scenario.emulator.faults.clear()
      const again = await scenario.setUp(args)
      assert.equal(again.code, 0, again.stderr)
      const changes = [stopped, again].flatMap((each) => each.requests.filter((made) => /20[14]$/.test(made)))
      assert.deepEqual(
        changes.filter((change) => !READ.test(change)),
        ['graph PATCH 201', 'graph PATCH 201', 'graph POST 201', 'api POST 201'],
        `${last}: each is made once`,
      )
    }
  })
})

describe('set-up --remove', () => {
  it("takes away what is the app's alone, and leaves what others use", async () => {
    await using scenario = await startSetUp()
    const { emulator, tenant } = scenario
    const before = { apps: tenant.apps.length, principals: tenant.servicePrincipals.length }
    const made = await scenario.setUp([...job, '--credential', 'password', '--role', 'reader'])
    assert.equal(made.code, 0, made.stderr)
    const gone = await scenario.setUp([...job, '--remove'])
    assert.equal(gone.code, 0, gone.stderr)
    assert.deepEqual(
      gone.requests.filter((request) => request.includes('DELETE')),
      ['api DELETE 204', 'graph DELETE 204', 'graph DELETE 204', 'graph DELETE 204'],
    )
    assert.deepEqual({ apps: tenant.apps.length, principals: tenant.servicePrincipals.length }, before)
    assert.match(gone.stderr, /own service principal stays/)
    const again = await scenario.setUp([...job, '--remove'])
    assert.equal(again.code, 0, again.stderr)
    assert.match(
      again.stderr,
      /^Nothing is there that belongs to an app called power-platform-octo-deploy alone\.$/m,
    )
    assert.ok(emulator.requests.length > 0)
  })
})

describe('set-up by somebody who may not', () => {
  it('says who may register apps, and what they can run', async () => {
    await using scenario = await startSetUp({ permissions: ['Application.Read.All'] })
    const refused = await scenario.setUp(job)
    assert.equal(refused.code, 1)
    assert.match(
      refused.stderr,
      /^Microsoft Graph refuses the request \(403, Authorization_RequestDenied\)$/m,
    )
    assert.match(refused.stderr, /This step \(application\) is for any member of the tenant/)
    assert.match(refused.stderr, /^ {4}.*az rest --method patch --url "https:\/\/graph/m)
  })

  it('says so where the program that signs in may assign no roles, and how it is done', async () => {
    await using scenario = await startSetUp({ apiPermissions: ['EnvironmentManagement.Environments.Read'] })
    const refused = await scenario.setUp(job)
    assert.equal(refused.code, 1)
    assert.match(
      refused.stderr,
      /^Power Platform API refuses the request \(403, InsufficientDelegatedPermissions\)$/m,
    )
    assert.match(refused.stderr, /^ {4}Connect-AzAccount -Tenant /m)
    assert.match(refused.stderr, /^ {4}if \(-not \$found\) \{ \$found = Send Post /m)
  })

  it('says how to sign in where nobody is', async () => {
    await using scenario = await startSetUp()
    const refused = await scenario.setUp(job, { env: { PATH: '/usr/bin:/bin' } })
    assert.deepEqual([refused.code, refused.requests], [4, []], refused.stderr)
    assert.match(refused.stderr, /^Nobody is signed in who could set this up$/m)
    assert.match(refused.stderr, /^ {4}az login --tenant /m)
  })

  it('does nothing without a terminal or --yes', async () => {
    await using scenario = await startSetUp()
    const refused = await scenario.setUp(job.filter((word) => word !== '--yes'))
    assert.deepEqual([refused.code, refused.requests], [2, []], refused.stderr)
    assert.match(refused.stderr, /^Fix: Add --yes/m)
  })
})
