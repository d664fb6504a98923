import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ConnectionCredential, ServiceConnection } from '../emulator/azure-devops-connection.ts'
import { methodNotAllowed, signInPage, wrapped } from '../emulator/azure-devops-replies.ts'
import type { CannedAnswer } from '../emulator/faults.ts'
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

const notTaken = "Azure DevOps did not take the job's access token"
const noToken = 'Azure DevOps gave no OIDC token'

/** Answers without a token. */
const unusable: { answer: string; fault: CannedAnswer; title: string; words: (string | RegExp)[] }[] = [
  { answer: '401', fault: { status: 401 }, title: notTaken, words: ['24 hours', 'HTTP 401'] },
  {
    answer: '203 with a sign-in page',
    fault: signInPage,
    title: notTaken,
    words: ['HTTP 203, text/html; charset=utf-8', 'Azure DevOps Services | Sign In'],
  },
  {
    answer: '400 for a stage that does not name the connection',
    fault: wrapped(
      400,
      'There is no explicit reference to service connection X from current stage Deploy.Deploy.__default.',
    ),
    title: 'This stage does not name the service connection',
    words: [
      '- There is no explicit reference to service connection X from current stage Deploy.Deploy.__default.',
      'in a task of the same stage',
    ],
  },
  {
    answer: '404',
    fault: { status: 404, body: { message: 'TF400813: not found' } },
    title: 'This pipeline has no permission to use the service connection',
    words: ['- TF400813: not found', 'Pipeline permissions'],
  },
  {
    answer: '405',
    fault: methodNotAllowed('POST', 'GET'),
    title: noToken,
    words: ["- The requested resource does not support http method 'POST'.", 'status.dev.azure.com'],
  },
  {
    answer: '200 without a token',
    fault: { status: 200, body: { oidcToken: '', message: 'not shown' } },
    title: noToken,
    words: ['HTTP 200', 'a proxy'],
  },
]

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
    const inputs = { tenantId: 'mars', timeout: '5m', clientSecret: 'x', username: 'ana' }
    const result = await scenario.run(inputs)
    assertFailed(
      result,
      'Inputs need a correction: username, password, tenantId, clientId, timeout',
      'password: arrived empty',
      'tenantId: came 4 characters',
      'clientId: is missing',
      'If clientId is set from a variable',
      'timeout: came "5m"',
    )
    assert.deepEqual(result.requests, [])
  })

  for (const { answer, fault, title, words } of unusable) {
    it(`explains Azure DevOps' answer ${answer}`, async () => {
      const headers = { ...fault.headers, 'x-vss-e2eid': 'e2e-of-the-answer' }
      scenario.emulator.faults.next('devops', [{ ...fault, headers }])
      const result = await run()
      assertFailed(result, title, 'x-vss-e2eid: e2e-of-the-answer', 'Fix: ', ...words)
      assert.deepEqual(result.requests, [`devops POST ${fault.status}`])
    })
  }

  it("explains Azure DevOps' refusal of another job's plan, in its own words", async () => {
    const other = scenario.project.job({ connections: [connection], realHosts: true })
    const result = await run({ variables: { 'system.oidcRequestUri': other.oidcRequestUri } })
    assertFailed(
      result,
      'This pipeline has no permission to use the service connection',
      'HTTP 403',
      `Access denied: Project Collection Build Service (contoso) needs View permissions to perform the action on plan ${other.planId}.`,
      new RegExp(`x-vss-e2eid: ${result.recorded[0]?.traceId}`),
    )
  })

  it('follows no redirect to a sign-in page', async () => {
    const { faults } = scenario.emulator
    const page = 'https://spsprodeus21.vssps.visualstudio.com/_signin?reply_to=x'
    faults.next('devops', [{ redirect: page, status: 302 }])
    const result = await run()
    assertFailed(
      result,
      'dev.azure.com answered with a redirect, which is not followed',
      'spsprodeus21.vssps.visualstudio.com',
    )
    assert.deepEqual(result.requests, ['devops POST 302'])
  })

  it('warns of the older issuer, while its tokens still count', async () => {
    const { project, tenant, app } = scenario
    const older = project.addServiceConnection({ tenant, app, issuer: 'azure-devops', name: 'older' })
    app.addFederatedCredential(older.federatedCredential)
    const result = await scenario.run({ azureSubscription: 'older' }, { uses: [older] })
    assert.equal(result.outcome, 'Succeeded', result.log)
    assert.deepEqual(
      result.issues.map(({ type, message }) => [type, message]),
      [
        [
          'warning',
          "azureSubscription: the connection still uses the old issuer of Azure DevOps, which stops working on 2027-07-01. Convert the connection: Project settings › Service connections, the connection's page, Convert.",
        ],
      ],
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

describe('a connection that gives no token', () => {
  const wif = 'Make one with workload identity federation: Project settings › Service connections'

  for (const [name, credential, how] of [
    ['publish profile', { publishProfile: '<publishData/>' }, 'a publish profile'],
    ['user', { username: 'ana@contoso.com', password: 'Passw0rd-of-ana' }, 'a user name and password'],
  ] as [string, ConnectionCredential, string][]) {
    it(`is refused: one of a ${name}`, async () => {
      const { project, tenant, app, run } = scenario
      const made = project.addServiceConnection({ tenant, app, name, credential })
      const hidden = Object.values(credential)
      const result = await run({ azureSubscription: name }, { uses: [made], hidden })
      assertFailed(
        result,
        'Inputs need a correction: azureSubscription',
        `azureSubscription: names a connection with ${how}, which gets no tokens. ${wif}`,
      )
      assert.deepEqual(result.requests, [])
    })
  }

  it('is refused: one of another cloud than the step names', async () => {
    const result = await run({}, { cloud: 'china' })
    assertFailed(
      result,
      'Inputs need a correction: cloud',
      'cloud: is "china", but the connection is of AzureCloud. Remove cloud',
    )
    assert.deepEqual(result.requests, [])
  })
})

describe('a pull request from a fork', () => {
  const fork = { 'system.pullRequest.isFork': 'True', 'system.restrictSecrets': 'True' }

  it('runs no step that names a connection', async () => {
    const result = await run({ variables: fork })
    assert.equal(result.outcome, 'Skipped')
    assert.match(result.skippedBecause ?? '', /forks are not allowed to access secrets/)
    assert.deepEqual([result.requests, result.variables, result.stdout], [[], {}, ''])
  })

  it('gets no secret variable: the macro that stays in its place is sent to nobody', async () => {
    const { tenant, app, run } = scenario
    const inputs = { tenantId: tenant.id, clientId: app.clientId, clientSecret: '$(CLIENT_SECRET)' }
    const result = await run(inputs, { variables: fork })
    assertFailed(
      result,
      'Inputs need a correction: clientSecret',
      'clientSecret: the variable $(CLIENT_SECRET) does not exist in this job. Check its name, and link its variable group',
      'A run of a fork gets no secrets.',
    )
    assert.deepEqual(result.requests, [])
  })

  for (const [input, macro] of [
    ['tenantId', '$(TENANT_ID)'],
    ['clientId', ' $(CLIENT_ID) '],
    ['scope', '$(DATAVERSE_URL)'],
    ['cloud', '$(CLOUD)'],
    ['password', '$(PASSWORD)'],
  ] as const) {
    it(`is told of a variable that does not exist, and of nothing that comes of it (${input})`, async () => {
      const { tenant, app, run } = scenario
      const inputs = {
        ...{ tenantId: tenant.id, clientId: app.clientId, clientSecret: app.addSecret() },
        ...(input === 'password' && { username: 'ana@contoso.com', clientSecret: '' }),
        [input]: macro,
      }
      const result = await run(inputs)
      assertFailed(
        result,
        `Inputs need a correction: ${input}`,
        `- ${input}: the variable ${macro.trim()} does not exist in this job.`,
      )
      assert.deepEqual(result.requests, [])
      assert.equal(result.log.match(/^(?:##\[error\])?- \w+: /gm)?.length, 1, result.log)
    })
  }
})

describe("the access token of the job and a connection's secret", () => {
  let scenario: PipelineScenario
  before(async () => {
    scenario = await startPipelines()
  })
  after(() => scenario[Symbol.asyncDispose]())

  for (const name of ['system.oidcRequestUri', 'SYSTEM_OIDCREQUESTURI']) {
    it(`go to no other server, whatever a step before has set (${name})`, async () => {
      const { project, tenant, app, run } = scenario
      const connection = project.addServiceConnection({ tenant, app, issuer: 'entra', name: `to-${name}` })
      const variables = { [name]: 'https://evil.example/oidctoken' }
      const result = await run({ azureSubscription: connection.name }, { uses: [connection], variables })
      assertFailed(result, 'This job gets no OIDC token', 'hold an https address of Azure DevOps')
      assert.deepEqual(result.requests, [])
    })
  }

  it('go to the cloud of the connection, whatever a variable says of it', async () => {
    const { project, tenant, app, run } = scenario
    const secret = app.addSecret()
    const connection = project.addServiceConnection({
      ...{ name: 'power-platform', type: 'powerplatform-spn', tenant, app, credential: { secret } },
    })
    const env = { [`ENDPOINT_DATA_${connection.id}_ENVIRONMENT`]: 'AzureChinaCloud' }
    const result = await run(
      { powerPlatformSPN: connection.name },
      { uses: [connection], hidden: [secret], env },
    )
    assert.equal(result.outcome, 'Succeeded', result.log)
    assert.match(result.log, /cloud public/)
  })
})
