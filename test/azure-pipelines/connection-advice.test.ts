import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type PipelineScenario, startPipelines } from './pipeline.ts'

const HIDDEN =
  '##[error]*** stands for what Azure Pipelines hides of a connection: read it on the page of the connection, under Project settings › Service connections.'
const SECRET = 'Abc8Q~not-the-right-one'

/** What an error says where a service connection stands for the inputs. */
describe('the advice of a task that has a connection', () => {
  let scenario: PipelineScenario
  before(async () => {
    scenario = await startPipelines()
  })
  after(() => scenario[Symbol.asyncDispose]())

  it('has a new secret put into the connection, and recommends another connection', async () => {
    const { project, tenant, app, run } = scenario
    const connection = project.addServiceConnection({
      ...{ name: 'contoso-dev', tenant, app, type: 'powerplatform-spn' },
      credential: { secret: SECRET },
    })
    const { log } = await run({ powerPlatformSPN: 'contoso-dev' }, { uses: [connection] })
    assert.match(
      log,
      /Fix: Make a new client secret, and enter it in the service connection: its page under Project settings › Service connections, Edit:\n/,
    )
    assert.match(
      log,
      /Fix: Better: azureSubscription with a connection that has workload identity federation\. /,
    )
    // The task refuses it beside a connection.
    assert.doesNotMatch(log, /credential: federated|secret variable/)
    assert.match(log, /--id \*\*\* --append/)
    assert.ok(log.split('\n').includes(HIDDEN), log)
  })

  it('says once where to read what the log hides', async () => {
    const { project, tenant, app, run } = scenario
    const connection = project.addServiceConnection({ tenant, app })
    const { log } = await run({ azureSubscription: connection.name }, { uses: [connection] })
    assert.match(log, /"issuer":"\*\*\*","subject":"\*\*\*"/)
    assert.deepEqual(
      log.split('\n').filter((line) => line.includes('Project settings')),
      [HIDDEN],
    )
  })

  it('says nothing of it where nothing is hidden', async () => {
    const { project, tenant, app, run } = scenario
    const inputs = { tenantId: tenant.id, clientId: app.clientId, clientSecret: SECRET }
    const own = await run(inputs, { hidden: [SECRET] })
    assert.match(own.log, /Fix: Make a new client secret, and save it as a secret variable of the pipeline/)
    const connection = project.addServiceConnection({ name: 'wrong-cloud', tenant, app })
    const refused = await run({ azureSubscription: connection.name, cloud: 'china' }, { uses: [connection] })
    for (const { outcome, log } of [own, refused]) {
      assert.equal(outcome, 'Failed')
      assert.doesNotMatch(log, /\*\*\* stands for/)
    }
  })
})
