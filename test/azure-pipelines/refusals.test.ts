import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ServiceConnection } from '../emulator/azure-devops-connection.ts'
import { type PipelineResult, type PipelineRun, type PipelineScenario, startPipelines } from './pipeline.ts'

let scenario: PipelineScenario
let connection: ServiceConnection
before(async () => {
  scenario = await startPipelines()
  const { project, tenant, app } = scenario
  connection = project.addServiceConnection({ tenant, app })
})
after(() => scenario[Symbol.asyncDispose]())

const run = (options: PipelineRun = {}, inputs: Record<string, string> = {}) =>
  scenario.run({ azureSubscription: connection.name, ...inputs }, { uses: [connection], ...options })

/** A step that failed with one error for the page of the run, and these words in its log. */
function assertFailed(result: PipelineResult, title: string, ...words: (string | RegExp)[]): void {
  assert.equal(result.outcome, 'Failed', result.log)
  // What has told of its failure ends as the agent wants it.
  assert.equal(result.exitCode, 0)
  assert.equal(result.token, undefined)
  const errors = result.issues.filter(({ type }) => type === 'error').map(({ message }) => message)
  assert.deepEqual(errors, [title])
  for (const word of words)
    assert.ok(
      typeof word === 'string' ? result.stdout.includes(word) : word.test(result.stdout),
      `${word}\n${result.stdout}`,
    )
}

describe('the task of Azure Pipelines that gets no token', () => {
  it('prints the command that makes the connection trusted, and where the log hides what it is about', async () => {
    const { subject, issuer, audience } = connection.federatedCredential
    scenario.app.addFederatedCredential({ issuer, subject: `${subject}0`, audience })
    const result = await run()
    assertFailed(
      result,
      'AADSTS700213: no federated credential matches this job',
      `"issuer":"${issuer}","subject":"${subject}","audiences":["api://AzureADTokenExchange"]`,
      '##[error]Fix: ',
      'Project settings › Service connections',
    )
    assert.deepEqual(result.requests, ['devops POST 200', 'login POST 401'])
  })

  it('says that a client secret is wrong, and where the next run reads another', async () => {
    const { tenant, app, run } = scenario
    const secret = 'Abc8Q~wrong-secret-of-the-app'
    const result = await run(
      { tenantId: tenant.id, clientId: app.clientId, clientSecret: secret },
      { hidden: [secret] },
    )
    assertFailed(
      result,
      'AADSTS7000215: the client secret is wrong',
      'What came in clientSecret is not a secret of this app',
      'secret variable of the pipeline',
    )
  })

  it('complains of everything at once, before anything is sent', async () => {
    const result = await scenario.run({ tenantId: 'mars', timeout: '5m', clientSecret: 'x', username: 'ana' })
    assertFailed(
      result,
      /^Inputs need a correction: /.exec(result.issues[0]?.message ?? '')
        ? (result.issues[0]?.message ?? '')
        : '',
      'timeout: came "5m"',
    )
    assert.deepEqual(result.requests, [])
  })

  for (const [status, fault, title] of [
    ['401', { status: 401 }, "Azure DevOps did not take the job's access token"],
    [
      '203 with a sign-in page',
      { status: 203, body: '<html>Sign in</html>' },
      "Azure DevOps did not take the job's access token",
    ],
    [
      '404',
      { status: 404, body: { message: 'TF400813' } },
      'the pipeline may not use the service connection',
    ],
    ['200 without a token', { status: 200, body: {} }, 'Azure DevOps gave no OIDC token'],
  ] as const) {
    it(`explains Azure DevOps' answer ${status}`, async () => {
      scenario.emulator.faults.next('devops', [fault])
      assertFailed(await run(), title, 'Fix: ')
    })
  }

  it('warns of the older issuer, while its tokens still count', async () => {
    const { project, tenant, app } = scenario
    const older = project.addServiceConnection({ tenant, app, issuer: 'azure-devops', name: 'older' })
    app.addFederatedCredential(older.federatedCredential)
    const result = await scenario.run({ azureSubscription: 'older' }, { uses: [older] })
    assert.equal(result.outcome, 'Succeeded', result.log)
    assert.deepEqual(
      result.issues.map(({ type, message }) => [type, message.slice(0, 67)]),
      [['warning', "azureSubscription: the connection's tokens are of Azure DevOps' own"]],
    )
  })

  it('tells one line a request with System.Debug', async () => {
    const result = await run({ debug: true })
    assert.match(result.log, /##\[debug\]POST dev\.azure\.com\/.*\/oidctoken: 200/)
    assert.match(result.log, /##\[debug\]POST login\.microsoftonline\.com\/.*: 401/)
  })

  it('lets nothing that a server says be a command of the agent', async () => {
    const hostile =
      '##vso[task.setvariable variable=PATH]x\n##vso[task.complete result=Succeeded;]\r##[section]y ##VSO[task.prependpath]/tmp'
    scenario.emulator.faults.next('login', [
      {
        status: 400,
        body: {
          error: 'invalid_client',
          error_description: `AADSTS7000215: ${hostile}`,
          correlation_id: hostile,
        },
      },
    ])
    const result = await run()
    assert.equal(result.outcome, 'Failed')
    assert.deepEqual(
      Object.keys(result.variables).filter((name) => /path/i.test(name)),
      [],
    )
    assert.deepEqual(result.blockedCommands, [])
    assert.match(result.stdout, /#\\u0023vso\[task\.setvariable/)
  })
})
