import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { leaf, pem, pfx } from '../credentials/certificate-forms.ts'
import { type Scenario, startScenario, trust } from '../scenario.ts'
import { findAct } from './find-act.ts'
import { runWorkflow, type WorkflowResult } from './run-workflow.ts'

/*
 * Runs the workflows of this folder on a runner that isn't ours: nektos/act on this machine, against the emulator.
 *
 *     npm run test:workflows
 */
const act = findAct()
if (!act) process.exit(1)

test('federated: no secret, and one request each to GitHub and Entra', async () => {
  await using scenario = await startScenario()
  addEnvironment(scenario)
  trust(scenario)
  const result = await runWorkflow(scenario, { act, workflow: 'federated.yml' })
  assertSuccess(result, ['Environments'])
  assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200', 'api GET 200'])
})

test('client secret: verify lists the environments, too', async () => {
  await using scenario = await startScenario()
  addEnvironment(scenario)
  const secrets = { CLIENT_SECRET: scenario.app.addSecret() }
  const result = await runWorkflow(scenario, { act, workflow: 'client-secret.yml', secrets })
  assertSuccess(result, ['Environments'])
  assert.deepEqual(result.requests, ['login POST 200', 'api GET 200', 'api GET 200'])
})

test('certificate: as PEM and as PFX', async () => {
  await using scenario = await startScenario()
  addEnvironment(scenario)
  scenario.app.addCertificate(leaf.toString())
  const password = 'correct horse battery'
  const secrets = {
    CERTIFICATE_PEM: pem,
    CERTIFICATE_PFX: pfx({ password }).toString('base64'),
    CERTIFICATE_PASSWORD: password,
  }
  const result = await runWorkflow(scenario, { act, workflow: 'certificate.yml', secrets })
  assertSuccess(result, ['PEM', 'PFX'])
  assert.deepEqual(result.requests.toSorted(), [
    ...Array(2).fill('api GET 200'),
    ...Array(2).fill('login POST 200'),
  ])
})

test('matrix: four jobs at once, each with its own token', async () => {
  await using scenario = await startScenario()
  addEnvironment(scenario)
  trust(scenario)
  trust(scenario, {}, 'api://AzureADTokenExchangeUSGov')
  const result = await runWorkflow(scenario, { act, workflow: 'matrix.yml' })
  const clouds = ['public', 'gcc', 'gcc-high', 'dod']
  assertSuccess(
    result,
    // act numbers the jobs of a matrix.
    clouds.map((cloud, index) => `Environments in ${cloud}-${index + 1}`),
  )
  assert.deepEqual(result.requests.toSorted(), [
    ...Array(4).fill('api GET 200'),
    ...Array(4).fill('login POST 200'),
    ...Array(4).fill('oidc GET 200'),
  ])
  const toApi = result.recorded.filter(({ service }) => service === 'api')
  assert.deepEqual(
    new Set(toApi.map(({ host }) => host)),
    new Set([
      'api.powerplatform.com',
      'api.gov.powerplatform.microsoft.us',
      'api.high.powerplatform.microsoft.us',
      'api.appsplatform.us',
    ]),
  )
  assert.equal(new Set(toApi.map(({ headers }) => headers.authorization)).size, 4)
})

test('identity endpoint: two languages ask, and the process is gone with the job', async () => {
  await using scenario = await startScenario()
  trust(scenario)
  const before = servers()
  const result = await runWorkflow(scenario, { act, workflow: 'identity-endpoint.yml' })
  assert.equal(result.exitCode, 0, result.output)
  assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200', 'oidc GET 200', 'login POST 200'])
  assert.match(result.output, /for https:\/\/api\.powerplatform\.com\b/)
  assert.match(result.output, /for https:\/\/management\.azure\.com\b/)
  assert.match(result.output, /management\.azure\.com: 1 token handed out, 1 request to Entra, 0 refusals/)
  assert.deepEqual(servers(), before)
})

test('refusal: a job that goes on has no token', async () => {
  await using scenario = await startScenario()
  addEnvironment(scenario)
  const { exitCode, output, steps, requests } = await runWorkflow(scenario, { act, workflow: 'refusal.yml' })
  assert.equal(exitCode, 0, output)
  assert.deepEqual(steps, [
    'Environments: Check out: success',
    'Environments: Get a token: failure',
    'Environments: Go on without a token: success',
  ])
  assert.match(output, /::error title=AADSTS\d+/)
  assert.match(output, /failure, but success; outputs: \{\}/)
  assert.deepEqual(requests, ['oidc GET 200', 'login POST 401'])
})

test('a wrong secret fails the job before a later step runs', async () => {
  await using scenario = await startScenario()
  scenario.app.addSecret()
  const secrets = { CLIENT_SECRET: 'Abc8Q~not-the-right-one' }
  const { exitCode, output, steps, requests } = await runWorkflow(scenario, {
    act,
    workflow: 'client-secret.yml',
    secrets,
  })
  assert.equal(exitCode, 1, output)
  assert.deepEqual(steps, ['Environments: Check out: success', 'Environments: Get a token: failure'])
  assert.match(output, /::error title=AADSTS7000215/)
  assert.deepEqual(requests, ['login POST 401'])
})

function addEnvironment({ emulator, tenant, app }: Scenario): void {
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
}

/** All three steps of each job passed, and each job's last one printed the environment. */
/** The processes that serve tokens. */
function servers(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const path = `/proc/${pid}/cmdline`
      return existsSync(path) && readFileSync(path, 'utf8').includes('serve-in-background')
    })
}

function assertSuccess({ exitCode, output, steps }: WorkflowResult, jobs: string[]): void {
  assert.equal(exitCode, 0, output)
  const expected = jobs.flatMap((job) =>
    ['Check out', 'Get a token', 'List the environments'].map((step) => `${job}: ${step}: success`),
  )
  assert.deepEqual(steps.toSorted(), expected.toSorted(), output)
  const printed = output.match(/^.*\|.*"displayName":"Contoso Dev"/gm) ?? []
  assert.equal(printed.length, jobs.length, output)
}
