import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parseLoggingCommand } from '../agent/logging-command.ts'
import { sourceOf } from '../clients/examples.ts'
import { documentedPipelines } from '../docs/pipelines.ts'
import type { ServiceConnection } from '../emulator/azure-devops-connection.ts'
import type { PipelineJob, PipelineJobOptions } from '../emulator/azure-devops-job.ts'
import type { Project } from '../emulator/azure-devops-organization.ts'
import { assertRefused, type CommandLineScenario, startCommandLine } from './command-line.ts'
import { asking, startServing } from './serve-process.ts'

const API = 'https://api.powerplatform.com'
/** What a complaint needs of a connection: its ID. */
const NAMED = { AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: '7d2f9a40-6f0b-4a0e-8f5c-1b2c3d4e5f60' }
/** An app that nothing here trusts, as the machine of an agent may name one for all its jobs. */
const another = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'

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

const ofMachine = (): Env => ({ AZURE_TENANT_ID: scenario.tenant.id, AZURE_CLIENT_ID: another })

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

  it('the app and the tenant are those of the connection, whatever the machine names', async () => {
    for (const file of [undefined, '/var/run/secrets/azure/tokens/azure-identity-token']) {
      const machine = { ...ofMachine(), AZURE_FEDERATED_TOKEN_FILE: file }
      const result = await run(['token'], script(), { ...ofTask(), ...machine })
      assert.equal(result.code, 0, result.stderr)
      assert.match(result.stderr, /because AZURESUBSCRIPTION_SERVICE_CONNECTION_ID is set$/m)
      assert.ok(result.stderr.includes(`App ${scenario.app.clientId} `), result.stderr)
      assert.deepEqual(result.requests, ['devops POST 200', 'login POST 200'])
    }
  })

  it('another connection than that of AzureCLI@2 does not take its app', async () => {
    const { tenant } = scenario
    const app = tenant.addApp({ displayName: 'Another' })
    const other = project.addServiceConnection({ tenant, app, issuer: 'entra', name: 'another' })
    app.addFederatedCredential(other.federatedCredential)
    const given = ['--tenant-id', tenant.id, '--client-id', app.clientId]
    const job = () => script({ connections: [connection, other] })
    const args = ['token', '--service-connection-id', other.id]
    const result = await run([...args, ...given], job(), ofTask())
    assert.equal(result.code, 0, result.stderr)
    const lacking = await run(args, job(), ofTask())
    assert.equal(lacking.code, 2)
    assert.match(lacking.stderr, /^- --client-id: is missing/m)
  })

  it("a secret goes before the connection, and takes none of the connection's app", async () => {
    const { app, tenant } = scenario
    const ids = { AZURE_TENANT_ID: tenant.id, AZURE_CLIENT_ID: app.clientId }
    const AZURE_CLIENT_SECRET = app.addSecret()
    const result = await run(['token'], script(), { ...ofTask(), ...ids, AZURE_CLIENT_SECRET })
    assert.equal(result.code, 0, result.stderr)
    assert.match(result.stderr, /^Credential: client-secret, because AZURE_CLIENT_SECRET is set$/m)
    assert.deepEqual(result.requests, ['login POST 200'])
    const lacking = await run(['token'], script(), { ...ofTask(), AZURE_CLIENT_SECRET })
    assert.equal(lacking.code, 2)
    assert.match(lacking.stderr, /^- --client-id: is missing/m)
  })

  it("a managed identity is not taken for the connection's app", async () => {
    const result = await run(['token', '--credential', 'managed-identity'], script(), ofTask())
    assert.match(result.stderr, /^Credential: managed-identity, .*\nIdentity: system-assigned,/)
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

  it('a token that has ended is renewed by a new OIDC token, while the job goes on', async () => {
    scenario.emulator.entra.expiresIn = 60
    const { job, env } = script()
    try {
      await using serving = await startServing(scenario, [], { ...env, ...ofTask() })
      const before = scenario.emulator.requests.length
      const tokens = new Set<string | undefined>()
      for (const _ of Array(3)) {
        const { status, body } = await serving.ask()
        assert.equal(status, 200, body.message)
        tokens.add(body.access_token)
      }
      // Each ends too soon to be used twice.
      const renewals = scenario.emulator.requests.slice(before)
      assert.deepEqual(
        renewals.map(({ service, status }) => `${service} ${status}`),
        Array(3).fill(['devops 200', 'login 200']).flat(),
      )
      const assertions = renewals.flatMap(({ form }) => form?.get('client_assertion') ?? [])
      assert.deepEqual([tokens.size, new Set(assertions).size], [3, 3])
      await serving.end('SIGTERM')
      for (const secret of [...assertions, job.accessToken]) assert.ok(!serving.said.stderr.includes(secret))
    } finally {
      scenario.emulator.entra.expiresIn = 3600
    }
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

  for (const [name, args, env, ...words] of [
    [
      'no connection',
      [],
      {},
      'run this in the script of AzureCLI@2 with azureSubscription, or give --service-connection-id',
    ],
    [
      'the name of a connection for its ID',
      ['--service-connection-id', 'contoso-deploy'],
      {},
      "--service-connection-id: came 14 characters, with a letter in place 2; allowed is the connection's ID, a GUID, and not its name.",
    ],
    [
      'a variable that the pipeline does not have',
      ['--service-connection-id', '$(connectionId)'],
      {},
      '--service-connection-id: the variable $(connectionId) does not exist in this job.',
    ],
    [
      'no access token of the job',
      [],
      { ...NAMED, SYSTEM_ACCESSTOKEN: undefined },
      'maps it: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken).',
    ],
    [
      'an access token by a mistyped name',
      [],
      { ...NAMED, SYSTEM_ACCESSTOKEN: '$(System.AccesToken)' },
      'maps it: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken).',
      'SYSTEM_ACCESSTOKEN holds the text $(System.AccesToken), which is the name of no variable.',
    ],
    [
      'no address to ask at',
      [],
      { ...NAMED, SYSTEM_OIDCREQUESTURI: undefined, SYSTEM_PLANID: undefined },
      'neither SYSTEM_OIDCREQUESTURI nor the variables that it could be made of hold an https address',
    ],
    [
      'an address of another server',
      [],
      { ...NAMED, SYSTEM_OIDCREQUESTURI: 'https://evil.example/contoso/oidctoken' },
      'hold an https address of Azure DevOps',
    ],
    [
      'an address without TLS',
      [],
      { ...NAMED, SYSTEM_OIDCREQUESTURI: 'http://dev.azure.com/contoso/oidctoken' },
      'hold an https address',
    ],
    [
      'a token in a variable beside the connection',
      ['--service-connection-id', another, '--federated-token-env', 'JOB_JWT'],
      { JOB_JWT: 'e30.e30.e30' },
      '--federated-token-env: came together with --service-connection-id; give one of them.',
    ],
    [
      'another system in the place of Azure Pipelines',
      ['--service-connection-id', another],
      { TF_BUILD: undefined, SYSTEM_ACCESSTOKEN: undefined },
      'the access token of the job of Azure Pipelines',
    ],
  ] as const) {
    it(`with ${name}, the way is told, and nothing is sent`, async () => {
      const result = await run(['token', ...args], script(), env)
      assert.deepEqual([result.code, result.stdout, result.requests], [2, '', []], result.stderr)
      for (const each of words) assert.ok(result.stderr.includes(each), result.stderr)
      assert.doesNotMatch(result.stderr, /GitHub|id-token: write/)
    })
  }

  for (const [name, fault, title, ...fixes] of [
    [
      'does not take the access token',
      { status: 401 },
      "Azure DevOps did not take the job's access token",
      "Fix: See that the step maps the job's own token and no other: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
      'Run the job again.',
    ],
    [
      'answers with its sign-in page',
      { status: 203, body: '<html>Sign in</html>' },
      "Azure DevOps did not take the job's access token",
    ],
    [
      'does not know the connection',
      { status: 404, body: { message: 'TF400813' } },
      'This pipeline has no permission to use the service connection',
      'Fix: Open the connection under Project settings › Service connections',
    ],
    ['gives no token', { status: 200, body: {} }, 'Azure DevOps gave no OIDC token'],
  ] as const) {
    it(`where Azure DevOps ${name}, all four parts are told`, async () => {
      scenario.emulator.faults.next('devops', [fault])
      const result = await run(['token'], script(), ofTask())
      assertRefused(result, 1, title, /^Tried: POST https:\/\/dev\.azure\.com\/contoso\//m, 'Answer: HTTP ')
      assertRefused(result, 1, /^Why: /m, /^Fix(es)?:/m, /^More: \S+#no-oidc-token$/m, ...fixes)
    })
  }

  it('nothing that a server says is a command of the agent, on either stream', async () => {
    const { emulator, tenant, app } = scenario
    const hostile = '##vso[task.setvariable variable=PATH]/evil ##[section]x'
    const answer = { error: 'invalid_client', error_description: `AADSTS7000215: ${hostile}` }
    emulator.faults.next('login', [{ status: 400, body: answer }])
    const refused = await run(['token'], script(), ofTask())
    assert.match(refused.stderr, /AADSTS7000215: #\\u0023vso\[task\.setvariable/)
    const environment = emulator.powerPlatform.addEnvironment(tenant.id, { displayName: hostile })
    emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
    for (const output of ['table', 'tsv', 'json']) {
      const listed = await run(['environments', '--output', output], script(), ofTask())
      assert.equal(listed.code, 0, listed.stderr)
      assert.ok(listed.stdout.includes(environment.id))
      for (const line of [refused, listed].flatMap(({ stdout, stderr }) =>
        `${stdout}${stderr}`.split('\n'),
      )) {
        assert.equal(parseLoggingCommand(line), undefined, line)
        assert.doesNotMatch(line, /##\[/)
      }
      // In JSON, the escape means the same character.
      if (output === 'json') assert.equal(JSON.parse(listed.stdout)[0].displayName, hostile)
    }
  })

  it('the older issuer is warned of once, however many tokens come of it', async () => {
    const { tenant, app } = scenario
    const older = project.addServiceConnection({ tenant, app, issuer: 'azure-devops', name: 'older' })
    app.addFederatedCredential(older.federatedCredential)
    const { env } = script({ connections: [older] })
    const args = ['--resources', `${API} https://management.azure.com`, '--service-connection-id', older.id]
    await using serving = await startServing(scenario, args, env)
    assert.equal((await serving.ask(asking('https://management.azure.com'))).status, 200)
    await serving.end('SIGTERM')
    const warnings = serving.said.stderr.match(
      /^Warning: --service-connection-id: the connection still uses the old issuer/gm,
    )
    assert.equal(warnings?.length, 1, serving.said.stderr)
  })

  it('explain fills in the app of the connection, unless the text names another', async () => {
    const { stdout } = await run(['explain', 'AADSTS7000229'], script(), { ...ofTask(), ...ofMachine() })
    assert.match(stdout, new RegExp(`^ {4}az ad sp create --id ${scenario.app.clientId}$`, 'm'))
    const text = `AADSTS700016: Application with identifier '${another}' was not found.`
    const ofText = await scenario.command(['explain'], { stdin: text, env: { ...script().env, ...ofTask() } })
    assert.ok(ofText.stdout.includes(another), ofText.stdout)
    assert.ok(!ofText.stdout.includes(scenario.tenant.id), ofText.stdout)
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
