import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import type { ServiceConnection } from '../emulator/azure-devops-connection.ts'
import { startEmulator } from '../emulator/emulator.ts'
import { verifyAccessToken } from '../emulator/token.ts'
import { leaks } from '../runner/leaks.ts'
import { runThrowaway } from './throwaway-task.ts'

/*
 * A task with a client that isn't ours: agent, Azure DevOps and Entra play together, from what the agent gives a task to
 * a token that a later step can use.
 */
const script = `
import { AzurePipelinesCredential } from '${import.meta.resolve('@azure/identity')}'
const id = env.INPUT_AZURESUBSCRIPTION
const parameter = (name) => env['ENDPOINT_AUTH_PARAMETER_' + id + '_' + name]
const { AccessToken } = JSON.parse(env.ENDPOINT_AUTH_SYSTEMVSSCONNECTION).parameters
try {
  const credential = new AzurePipelinesCredential(parameter('TENANTID'), parameter('SERVICEPRINCIPALID'), id, AccessToken)
  const { token } = await credential.getToken('https://api.powerplatform.com/.default')
  vso('task.setsecret', token)
  vso('task.setvariable variable=accessToken;issecret=true', token)
} catch ({ message }) {
  vso('task.logissue type=error', message.replaceAll('%', '%AZP25').replaceAll('\\n', '%0A'))
  vso('task.complete result=Failed')
}
`
const task = {
  inputs: [{ name: 'azureSubscription', type: 'connectedService:AzureRM', required: true }],
  outputVariables: [{ name: 'accessToken' }],
  restrictions: { commands: { mode: 'restricted' }, settableVariables: { allowed: ['accessToken'] } },
}

suite('a task with @azure/identity', { concurrency: true }, async () => {
  const emulator = await startEmulator()
  after(() => emulator[Symbol.asyncDispose]())
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const project = emulator.azureDevOps.addOrganization().addProject()
  const connection = project.addServiceConnection({ tenant, app })
  app.addFederatedCredential(connection.federatedCredential)

  async function run(asked: ServiceConnection, node?: 20 | 24) {
    const job = project.job({ connections: [asked], realHosts: true })
    const result = await runThrowaway(script, {
      task,
      ...(node && { node }),
      name: 'token',
      inputs: { azureSubscription: asked.name },
      job,
      connections: job.connections,
      env: { HTTPS_PROXY: emulator.proxy.url, NODE_EXTRA_CA_CERTS: emulator.caPath },
    })
    assert.deepEqual(emulator.unexpected, [])
    return { result, job }
  }

  for (const node of [20, 24] as const) {
    test(`gets a token on Node ${node}, which a later step can use`, async () => {
      const { result, job } = await run(connection, node)
      assert.equal(result.outcome, 'Succeeded', result.log)
      const token = result.expand('$(token.accessToken)')
      assert.equal((await verifyAccessToken(emulator, tenant.id, token)).payload.oid, app.objectId)
      assert.equal(result.laterEnvironment.TOKEN_ACCESSTOKEN, undefined)
      for (const secret of [token, job.accessToken]) assert.deepEqual(leaks(result, secret), [])
      assert.deepEqual([result.blockedCommands, result.issues], [[], []])
    })
  }

  test('cannot be told issuer and subject by an error, since the agent masks them', async () => {
    const { result } = await run(project.addServiceConnection({ tenant, app, name: 'stranger' }))
    assert.equal(result.outcome, 'Failed')
    assert.match(result.issues[0]?.message ?? '', /AADSTS700213.*assertion subject '\*\*\*'/s)
    assert.match(result.stdout, /assertion subject '\/eid1\//)
  })
})
