import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { leaf, pem, pfx } from '../credentials/certificate-forms.ts'
import { giveToken, token as machineToken, startEndpoint } from '../credentials/identity-endpoint.ts'
import { verifyAccessToken } from '../emulator/token.ts'
import { type PipelineRun, type PipelineScenario, startPipelines } from './pipeline.ts'

let scenario: PipelineScenario
before(async () => {
  scenario = await startPipelines()
  scenario.app.addCertificate(leaf.toString())
})
after(() => scenario[Symbol.asyncDispose]())

interface Given {
  inputs: Record<string, string>
  /** Whose token it is, where it isn't the app's. */
  user?: { objectId: string }
}

interface Row {
  name: string
  credential: string
  /** What the step is given. */
  prepare(scenario: PipelineScenario): Given & PipelineRun
  requests: string[]
}

const PASSWORD = 'correct horse battery'
const ofTenant = ({ tenant, app }: PipelineScenario) => ({ tenantId: tenant.id, clientId: app.clientId })

const rows: Row[] = [
  ...(['entra', 'azure-devops'] as const).map(
    (issuer): Row => ({
      name: `Azure Resource Manager, federation, issuer ${issuer}`,
      credential: 'federated',
      prepare({ project, tenant, app }) {
        const connection = project.addServiceConnection({ tenant, app, issuer, name: `federated-${issuer}` })
        app.addFederatedCredential(connection.federatedCredential)
        return { inputs: { azureSubscription: connection.name }, uses: [connection] }
      },
      requests: ['devops POST 200', 'login POST 200'],
    }),
  ),
  {
    name: 'Azure Resource Manager, secret, by its alias',
    credential: 'client-secret',
    prepare({ project, tenant, app }) {
      const serviceprincipalkey = app.addSecret()
      const connection = project.addServiceConnection({
        ...{ name: 'with-secret', tenant, app, credential: { secret: serviceprincipalkey } },
      })
      return {
        inputs: { connectedServiceNameARM: connection.name },
        uses: [connection],
        hidden: [serviceprincipalkey],
      }
    },
    requests: ['login POST 200'],
  },
  {
    name: 'Azure Resource Manager, certificate',
    credential: 'certificate',
    prepare({ project, tenant, app }) {
      const connection = project.addServiceConnection({
        ...{ name: 'with-certificate', tenant, app, credential: { certificate: pem } },
      })
      return { inputs: { azureSubscription: connection.name }, uses: [connection], hidden: [pem] }
    },
    requests: ['login POST 200'],
  },
  {
    name: 'Power Platform, secret',
    credential: 'client-secret',
    prepare({ project, tenant, app }) {
      const clientSecret = app.addSecret()
      const connection = project.addServiceConnection({
        ...{ name: 'of-power-platform', tenant, app, type: 'powerplatform-spn' },
        ...{ url: 'https://contoso.crm4.dynamics.com', credential: { secret: clientSecret } },
      })
      return { inputs: { powerPlatformSPN: connection.name }, uses: [connection], hidden: [clientSecret] }
    },
    requests: ['login POST 200'],
  },
  {
    name: 'Power Platform, federation',
    credential: 'federated',
    prepare({ project, tenant, app }) {
      const connection = project.addServiceConnection({
        ...{ name: 'of-power-platform-federated', tenant, app, type: 'powerplatform-spn' },
        url: 'https://contoso.crm4.dynamics.com',
      })
      app.addFederatedCredential(connection.federatedCredential)
      return { inputs: { powerPlatformSPN: connection.name }, uses: [connection] }
    },
    requests: ['devops POST 200', 'login POST 200'],
  },
  {
    name: 'a client secret of its own',
    credential: 'client-secret',
    prepare(scenario) {
      const secret = scenario.app.addSecret()
      return { inputs: { ...ofTenant(scenario), clientSecret: secret }, hidden: [secret] }
    },
    requests: ['login POST 200'],
  },
  {
    name: 'a certificate as a secure file, PFX',
    credential: 'certificate',
    prepare(scenario) {
      const file = scenario.project.addSecureFile({ name: 'app.pfx', content: pfx({ password: PASSWORD }) })
      return {
        inputs: { ...ofTenant(scenario), certificateSecureFile: 'app.pfx', certificatePassword: PASSWORD },
        job: { secureFiles: [file] },
        hidden: [PASSWORD],
      }
    },
    requests: ['devops GET 200', 'login POST 200'],
  },
  {
    name: 'a certificate as a secure file, PEM',
    credential: 'certificate',
    prepare(scenario) {
      const file = scenario.project.addSecureFile({ name: 'app.pem', content: Buffer.from(pem) })
      return {
        inputs: { ...ofTenant(scenario), certificateSecureFile: 'app.pem' },
        job: { secureFiles: [file] },
        hidden: [pem],
      }
    },
    requests: ['devops GET 200', 'login POST 200'],
  },
  {
    name: 'a certificate as text',
    credential: 'certificate',
    prepare: (scenario) => ({
      inputs: { ...ofTenant(scenario), certificate: Buffer.from(pem).toString('base64') },
      hidden: [pem],
    }),
    requests: ['login POST 200'],
  },
  {
    name: 'a user name and password',
    credential: 'password',
    prepare(scenario) {
      const { tenant, app } = scenario
      app.publicClient = true
      tenant.consent(app)
      const username = 'pipeline@contoso.onmicrosoft.com'
      const user = tenant.addUser({ username, password: PASSWORD })
      return { inputs: { ...ofTenant(scenario), username, password: PASSWORD }, user, hidden: [PASSWORD] }
    },
    requests: ['login POST 200'],
  },
]

describe('the task of Azure Pipelines', () => {
  for (const { name, credential, prepare, requests } of rows) {
    const prepared = new Map<PipelineScenario, ReturnType<Row['prepare']>>()
    for (const node of [20, 24] as const) {
      it(`gets a token by ${name}, on Node ${node}`, async () => {
        const given = prepared.get(scenario) ?? prepare(scenario)
        prepared.set(scenario, given)
        const { inputs, user, ...options } = given
        const { objectId } = user ?? scenario.app
        const result = await scenario.run(inputs, { ...options, node })
        assert.equal(result.outcome, 'Succeeded', result.log)
        assert.equal(result.exitCode, 0)
        assert.ok(result.token)
        const { payload } = await verifyAccessToken(scenario.emulator, scenario.tenant.id, result.token)
        assert.equal(payload.oid, objectId)
        assert.deepEqual(result.requests, requests)
        assert.equal(result.outputs.credential, credential)
        assert.equal(result.outputs.apiUrl, 'https://api.powerplatform.com')
        assert.equal(result.outputs.tenantId, scenario.tenant.id)
        assert.equal(result.outputs.principalId, objectId)
        assert.ok(result.variables['token.accessToken']?.isSecret)
        const errors = result.issues.filter(({ type }) => type === 'error')
        assert.deepEqual(errors, [])
      })
    }
  }

  for (const [type, input] of [
    ['AzureRM', 'azureSubscription'],
    ['powerplatform-spn', 'powerPlatformSPN'],
  ] as const) {
    for (const node of [20, 24] as const) {
      it(`gets a token of the agent's managed identity, by a connection of ${type}, on Node ${node}`, async () => {
        const { project, tenant, run } = scenario
        await using endpoint = await startEndpoint(giveToken)
        const data: Record<string, string> = type === 'AzureRM' ? { msiclientId: tenant.id } : {}
        const connection = project.addServiceConnection({
          ...{ name: `managed-${type}`, type, tenant, data, credential: 'managed-identity' },
        })
        const result = await run(
          { [input]: connection.name },
          { node, uses: [connection], env: { AZURE_POD_IDENTITY_AUTHORITY_HOST: endpoint.origin } },
        )
        assert.equal(result.outcome, 'Succeeded', result.log)
        assert.equal(result.token, machineToken)
        assert.deepEqual([result.outputs.credential, result.requests], ['managed-identity', []])
        const asked = endpoint.requests.map(({ url }) => url.searchParams.get('client_id') ?? '')
        assert.deepEqual(asked, [data.msiclientId ?? ''])
      })
    }
  }
})
