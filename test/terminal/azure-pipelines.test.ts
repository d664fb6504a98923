import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sourceOf } from '../clients/examples.ts'
import { documentedPipelines } from '../docs/pipelines.ts'
import type { ServiceConnection } from '../emulator/azure-devops-connection.ts'
import type { PipelineJob, PipelineJobOptions } from '../emulator/azure-devops-job.ts'
import type { Project } from '../emulator/azure-devops-organization.ts'
import { type CommandLineScenario, startCommandLine } from './command-line.ts'
import { asking, startServing } from './serve-process.ts'

const API = 'https://api.powerplatform.com'

let scenario: CommandLineScenario
let project: Project
let connection: ServiceConnection

before(async () => {
  scenario = await startCommandLine()
  const { emulator, tenant, app } = scenario
  project = emulator.azureDevOps.addOrganization().addProject()
  connection = project.addServiceConnection({ tenant, app, issuer: 'entra', name: 'contoso-deploy' })
  app.addFederatedCredential(connection.federatedCredential)
})
after(() => scenario[Symbol.asyncDispose]())

type Env = Record<string, string | undefined>

/** A job, and the variables of one of its scripts that maps its access token. */
function script(options: PipelineJobOptions = {}): { job: PipelineJob; env: Env } {
  const job = project.job({ connections: [connection], realHosts: true, ...options })
  const variables = Object.entries(job.variables).map(([name, value]) => [
    name.replaceAll('.', '_').toUpperCase(),
    value,
  ])
  const env = { ...Object.fromEntries(variables), TF_BUILD: 'True', SYSTEM_ACCESSTOKEN: job.accessToken }
  return { job, env }
}

/** What AzureCLI@2 adds for its script. */
const ofTask = (): Env => ({
  AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: connection.id,
  AZURESUBSCRIPTION_TENANT_ID: scenario.tenant.id,
  AZURESUBSCRIPTION_CLIENT_ID: scenario.app.clientId,
  AZURE_TENANT_ID: undefined,
  AZURE_CLIENT_ID: undefined,
})

const run = (args: readonly string[], { job, env }: ReturnType<typeof script>, more: Env = {}) =>
  scenario.command(args, { env: { ...env, ...more }, hidden: [job.accessToken] })

describe('in a script of Azure Pipelines', () => {
  it('a token comes by the connection of AzureCLI@2, with nothing to give', async () => {
    const result = await run(['token'], script(), ofTask())
    assert.equal(result.code, 0, result.stderr)
    assert.deepEqual(result.requests, ['devops POST 200', 'login POST 200'])
    assert.match(result.stderr, /^Credential: federated/m)
  })

  it('a token comes by the ID of a connection, on servers that do not say where to ask, too', async () => {
    for (const saysOidcRequestUri of [true, false]) {
      const args = ['token', '--service-connection-id', connection.id]
      const result = await run(args, script({ saysOidcRequestUri }))
      assert.equal(result.code, 0, result.stderr)
      assert.deepEqual(result.requests, ['devops POST 200', 'login POST 200'])
    }
  })

  it("exec gets a new OIDC token for each access token, and keeps the job's own from the command", async () => {
    const code = `
      const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header, SYSTEM_ACCESSTOKEN: own } = process.env
      const statuses = []
      for (const resource of ['${API}', 'https://management.azure.com']) {
        const answer = await fetch(endpoint + '?api-version=2019-08-01&resource=' + resource, { headers: { 'X-IDENTITY-HEADER': header } })
        statuses.push(answer.status)
      }
      console.log(JSON.stringify({ statuses, own: own ?? null }))`
    const command = [process.execPath, '--input-type=module', '-e', code]
    const args = ['exec', '--resources', `${API} https://management.azure.com`, '--', ...command]
    const result = await run(args, script(), ofTask())
    assert.deepEqual(JSON.parse(result.stdout), { statuses: [200, 200], own: null }, result.stderr)
    assert.deepEqual(result.requests, Array(2).fill(['devops POST 200', 'login POST 200']).flat())
    const assertions = result.recorded.flatMap(({ form }) => form?.get('client_assertion') ?? [])
    assert.equal(new Set(assertions).size, 2)
  })

  it('serve goes on until the job is over, and then says why it gives none', async () => {
    const { job, env } = script()
    await using serving = await startServing(
      scenario,
      ['--resources', `${API} https://management.azure.com`],
      {
        ...env,
        ...ofTask(),
      },
    )
    assert.equal((await serving.ask()).status, 200)
    job.isOver = true
    const { status, body } = await serving.ask(asking('https://management.azure.com'))
    assert.equal(status, 400)
    assert.match(body.message ?? '', /Azure DevOps did not take the job's access token/)
    await serving.end('SIGTERM')
    assert.ok(!serving.said.stderr.includes(job.accessToken))
  })

  for (const [name, options, env, words] of [
    [
      'no connection',
      {},
      {},
      /run this in the script of AzureCLI@2 with azureSubscription, or give --service-connection-id/,
    ],
    [
      'an ID that is none',
      {},
      { AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'contoso-deploy' },
      /the connection's ID, a GUID/,
    ],
  ] as const) {
    it(`with ${name}, the way is told, and nothing is sent`, async () => {
      const result = await run(['token'], script(options), env)
      assert.deepEqual([result.code, result.stdout, result.requests], [2, '', []], result.stderr)
      assert.match(result.stderr, words)
    })
  }

  it('without the access token of the job, what maps it is told', async () => {
    const result = await run(['token'], script(), { ...ofTask(), SYSTEM_ACCESSTOKEN: undefined })
    assert.deepEqual([result.code, result.requests], [2, []], result.stderr)
    assert.match(result.stderr, /env: SYSTEM_ACCESSTOKEN: \$\(System\.AccessToken\)/)
  })

  it('a variable that does not exist is told of, and sent to nobody', async () => {
    const args = ['token', '--credential', 'client-secret']
    const missing = await run(args, script(), { AZURE_CLIENT_SECRET: '$(CLIENT_SECRET)' })
    assert.deepEqual([missing.code, missing.requests], [2, []], missing.stderr)
    assert.match(
      missing.stderr,
      /AZURE_CLIENT_SECRET: the variable \$\(CLIENT_SECRET\) does not exist in this job/,
    )
    const mistyped = await run(['token'], script(), {
      ...ofTask(),
      SYSTEM_ACCESSTOKEN: '$(System.AccesToken)',
    })
    assert.deepEqual([mistyped.code, mistyped.requests], [2, []], mistyped.stderr)
    assert.match(mistyped.stderr, /holds the text \$\(System\.AccesToken\), which is the name of no variable/)
  })

  it('where no task of the stage names the connection, what to do is told', async () => {
    const args = ['token', '--service-connection-id', connection.id]
    const result = await run(args, script({ connections: [] }))
    assert.equal(result.code, 1)
    assert.match(result.stderr, /^This stage does not name the service connection$/m)
    assert.match(result.stderr, /^Fix: Run this in the script of AzureCLI@2 with azureSubscription/m)
    assert.match(result.stderr, /x-vss-e2eid: /)
    assert.doesNotMatch(result.stderr, /GitHub|permissions: id-token/)
  })

  it('where the app does not trust the connection, the credential to create is told', async () => {
    const { tenant, app } = scenario
    const other = project.addServiceConnection({ tenant, app, issuer: 'entra', name: 'untrusted' })
    const args = ['token', '--service-connection-id', other.id]
    const result = await run(args, script({ connections: [other] }))
    assert.equal(result.code, 1)
    assert.match(result.stderr, /^AADSTS700213/m)
    assert.ok(result.stderr.includes(other.federatedCredential.subject), result.stderr)
    assert.doesNotMatch(result.stderr, /GitHub/)
  })

  it('the script of the page lists the environments, by a program that asks for tokens itself', async () => {
    const [step] = documentedPipelines
      .flatMap(({ stages }) => stages.flat().flatMap(({ steps }) => steps))
      .filter(({ task }) => task === 'AzureCLI@2')
    // What is downloaded and installed is there.
    const line = String(step?.inputs?.inlineScript)
      .split('\n')
      .find((each) => each.startsWith('node power-platform-token.cjs exec '))
    assert.ok(line)
    const { emulator, tenant, app } = scenario
    emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
    emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
    const folder = mkdtempSync(join(tmpdir(), 'script-'))
    symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'deploy.mjs'), sourceOf('JavaScript', 'javascript'))
    const { job, env } = script()
    const result = await scenario.command([], {
      ...{ cwd: folder, hidden: [job.accessToken] },
      env: { ...env, ...ofTask(), NODE_USE_ENV_PROXY: '1' },
      script: line.replace('node power-platform-token.cjs', '"$1" "$2"').replace('-- node', '-- "$1"'),
    })
    rmSync(folder, { recursive: true })
    assert.equal(result.code, 0, result.stderr)
    assert.match(result.stdout, /^Contoso Dev /m)
    assert.deepEqual(result.requests.slice(0, 2), ['devops POST 200', 'login POST 200'])
  })
})
