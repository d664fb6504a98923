import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ServiceConnection } from '../emulator/azure-devops-connection.ts'
import { verifyAccessToken } from '../emulator/token.ts'
import { type PipelineRun, type PipelineScenario, startPipelines } from './pipeline.ts'

let scenario: PipelineScenario
let connection: ServiceConnection
before(async () => {
  scenario = await startPipelines()
  const { project, tenant, app } = scenario
  connection = project.addServiceConnection({ tenant, app })
  app.addFederatedCredential(connection.federatedCredential)
})
after(() => scenario[Symbol.asyncDispose]())

async function run(options: PipelineRun = {}, { name }: Pick<ServiceConnection, 'name'> = connection) {
  const result = await scenario.run({ azureSubscription: name }, { uses: [connection], ...options })
  assert.equal(result.outcome, 'Succeeded', result.log)
  return result
}

describe('the OIDC token of a service connection', () => {
  for (const [where, job, host, version] of [
    ['where the job says', {}, 'dev.azure.com', '7.1'],
    ['where older servers have it', { saysOidcRequestUri: false }, 'dev.azure.com', '7.2-preview.1'],
    ['in a release', { saysOidcRequestUri: false, hostType: 'release' }, 'dev.azure.com', '7.2-preview.1'],
    [
      'at an old address of the organisation',
      { saysOidcRequestUri: false, oldUrls: true },
      'contoso.visualstudio.com',
      '7.2-preview.1',
    ],
  ] as const) {
    it(`is asked for ${where}, in one request`, async () => {
      const result = await run({ job })
      assert.deepEqual(result.requests, ['devops POST 200', 'login POST 200'])
      const [asked] = result.recorded
      assert.equal(`https://${asked?.host}${asked?.path}`, result.job.oidcRequestUri)
      assert.equal(asked?.host, host)
      assert.deepEqual(Object.fromEntries(asked?.query ?? []), {
        'api-version': version,
        serviceConnectionId: connection.id,
      })
      assert.equal(asked?.headers.authorization, `Bearer ${result.job.accessToken}`)
      assert.equal(asked?.headers['x-tfs-fedauthredirect'], 'Suppress')
      assert.equal(asked?.body, '')
    })
  }

  it('is not asked for where no https address can be told', async () => {
    const variables = { 'system.oidcRequestUri': 'http://dev.azure.com/contoso/oidctoken' }
    const inputs = { azureSubscription: connection.name }
    const result = await scenario.run(inputs, { uses: [connection], variables })
    assert.equal(result.outcome, 'Failed')
    assert.deepEqual(result.requests, [])
    assert.match(result.stdout, /neither SYSTEM_OIDCREQUESTURI nor the variables/)
  })
})

describe('a token that came with the task', () => {
  const flag = { DISTRIBUTEDTASK_TASKS_ENABLELATEBOUNDIDTOKEN: 'true' }

  /** A connection whose parameters hold one. */
  async function lateBound(name: string, made: { expired?: boolean; text?: string } = {}) {
    const { project, tenant, app, emulator } = scenario
    const bound = project.addServiceConnection({ tenant, app, name })
    app.addFederatedCredential(bound.federatedCredential)
    const now = Math.floor(Date.now() / 1000)
    const claims = made.expired ? { iat: now - 7200, nbf: now - 7200, exp: now - 3600 } : {}
    const token = made.text ?? (await emulator.azureDevOps.mint(bound, { claims }))
    bound.parameters.idToken = token
    return { bound, token }
  }

  it('is presented, and none is asked for', async () => {
    const { bound, token } = await lateBound('late-bound')
    const result = await run({ uses: [bound], env: flag, hidden: [token] }, bound)
    assert.deepEqual(result.requests, ['login POST 200'])
    assert.equal(result.recorded[0]?.form?.get('client_assertion'), token)
  })

  it('is left alone, and hidden, where the feature is off', async () => {
    const { bound, token } = await lateBound('late-bound-off')
    const result = await run({ uses: [bound], hidden: [token] }, bound)
    assert.deepEqual(result.requests, ['devops POST 200', 'login POST 200'])
    assert.notEqual(result.recorded[1]?.form?.get('client_assertion'), token)
  })

  it('is presented once: when it is too old, Azure DevOps is asked for another', async () => {
    const { bound, token } = await lateBound('late-bound-old', { expired: true })
    const result = await run({ uses: [bound], env: flag, hidden: [token] }, bound)
    assert.deepEqual(result.requests, ['login POST 401', 'devops POST 200', 'login POST 200'])
    assert.equal(result.recorded[0]?.form?.get('client_assertion'), token)
    assert.notEqual(result.recorded[2]?.form?.get('client_assertion'), token)
  })

  it('is not presented where it is no JWT', async () => {
    const { bound, token } = await lateBound('late-bound-broken', { text: 'no.token' })
    const result = await run({ uses: [bound], env: flag, hidden: [token] }, bound)
    assert.deepEqual(result.requests, ['devops POST 200', 'login POST 200'])
  })
})

it('two connections in one job give two tokens, each with its outputs', async () => {
  const { project, tenant, emulator } = scenario
  const uses = ['first', 'second'].map((name) => {
    const app = tenant.addApp({ displayName: name })
    const made = project.addServiceConnection({ tenant, app, name })
    app.addFederatedCredential(made.federatedCredential)
    return { app, made }
  })
  const [one, two] = uses as [(typeof uses)[0], (typeof uses)[0]]
  const first = await run({ uses: [one.made, two.made], name: 'first' }, one.made)
  const second = await run({ uses: [one.made, two.made], name: 'second', after: first }, two.made)
  for (const [{ app, made }, result] of [
    [one, first],
    [two, second],
  ] as const) {
    const { payload } = await verifyAccessToken(emulator, tenant.id, result.token ?? '')
    assert.deepEqual([payload.oid, result.outputs.principalId], [app.objectId, app.objectId])
    assert.equal(result.recorded[0]?.query.get('serviceConnectionId'), made.id)
    assert.deepEqual(result.requests, ['devops POST 200', 'login POST 200'])
    assert.deepEqual(
      Object.keys(result.variables).filter((name) => !name.startsWith(`${made.name}.`)),
      [],
    )
  }
  // Each is still there, and hidden, for the steps after both.
  assert.equal(second.expand('$(first.accessToken)'), first.token)
  assert.equal(second.expand('$(first.principalId)'), one.app.objectId)
  assert.equal(second.mask(`${first.token} ${second.token}`), '*** ***')
  // The second step has masks for its own secrets alone.
  assert.ok(!second.masks.includes(first.token ?? ''))
})
