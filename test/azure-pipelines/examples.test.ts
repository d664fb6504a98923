import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { unattendedKinds } from '../../src/credentials/registry.ts'
import { leaf, pem, pfx } from '../credentials/certificate-forms.ts'
import { giveToken, type IdentityEndpoint, startEndpoint } from '../credentials/identity-endpoint.ts'
import { documentedPipelines, type Step, TASK } from '../docs/pipelines.ts'
import type { ServiceConnection } from '../emulator/azure-devops-connection.ts'
import { type PipelineRun, type PipelineScenario, startPipelines } from './pipeline.ts'

const PASSWORD = 'correct horse battery'

/*
 * Each task of docs/azure-pipelines.md, run as it stands there in an organisation that has the connections, the variable
 * group, the secure file and the user which the page names.
 */
describe("the task's page", () => {
  let scenario: PipelineScenario
  let machine: IdentityEndpoint
  let project: PipelineRun
  before(async () => {
    scenario = await startPipelines()
    machine = await startEndpoint(giveToken)
    project = furnish(scenario, machine)
  })
  after(async () => {
    await machine[Symbol.asyncDispose]()
    await scenario[Symbol.asyncDispose]()
  })

  const steps = documentedPipelines
    .flatMap(({ stages }) => stages.flat())
    .flatMap((job) => job.steps)
    .filter(({ task }) => task === TASK)

  it('gets a token by each task on it, and has one for each credential', async () => {
    const used = new Set<string>()
    for (const { name, inputs = {} } of steps) {
      const result = await scenario.run(written(inputs), project)
      assert.equal(result.outcome, 'Succeeded', result.log)
      assert.ok(name && result.token)
      used.add(result.outputs.credential ?? '')
    }
    assert.deepEqual([...used].toSorted(), unattendedKinds.map((kind) => kind.name).toSorted())
  })
})

/** As the server hands them to the agent, the template's parameter filled in. */
function written(inputs: NonNullable<Step['inputs']>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\{ parameters\.connection \}\}/, 'contoso-deploy'),
    ]),
  )
}

function furnish(
  { project, tenant, app, emulator }: PipelineScenario,
  machine: IdentityEndpoint,
): PipelineRun {
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso' })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
  tenant.resources.push({
    ...tenant.powerPlatform,
    ...{ appId: '00000007-0000-0000-c000-000000000000', displayName: 'Dataverse' },
    identifierUris: ['https://contoso.crm4.dynamics.com'],
  })
  tenant.consent(app)
  tenant.addUser({ username: 'pipeline@contoso.onmicrosoft.com', password: PASSWORD })
  app.publicClient = true
  app.addCertificate(leaf.toString())
  const federated = ['contoso-deploy', 'fabrikam-deploy'].map((name) => {
    const connection = project.addServiceConnection({ name, tenant, app })
    app.addFederatedCredential(connection.federatedCredential)
    return connection
  })
  const others: ServiceConnection[] = [
    project.addServiceConnection({
      ...{ name: 'contoso-dev', tenant, app, type: 'powerplatform-spn' },
      credential: { secret: app.addSecret() },
    }),
    project.addServiceConnection({ name: 'contoso-machine', tenant, credential: 'managed-identity' }),
  ]
  const file = project.addSecureFile({ name: 'contoso-deploy.pfx', content: pfx({ password: PASSWORD }) })
  return {
    uses: [...federated, ...others],
    job: { secureFiles: [file] },
    variables: { TENANT_ID: tenant.id, CLIENT_ID: app.clientId },
    secretVariables: {
      ...{ CLIENT_SECRET: app.addSecret(), PASSWORD, CERTIFICATE_PASSWORD: PASSWORD },
      CERTIFICATE: Buffer.from(pem).toString('base64'),
    },
    env: { IDENTITY_ENDPOINT: `${machine.origin}/msi/token`, IDENTITY_HEADER: 'x' },
  }
}
