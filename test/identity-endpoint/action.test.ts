import assert from 'node:assert/strict'
import {
  copyFileSync,
  mkdtempDisposableSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { leaf, pem } from '../credentials/certificate-forms.ts'
import {
  actionDirectory,
  assertFailure,
  assertToken,
  type Scenario,
  startScenario,
  trust,
} from '../scenario.ts'
import { startEndpointJob } from './endpoint-job.ts'
import { backgroundsIn, gone, serving } from './processes.ts'

const API = 'https://api.powerplatform.com'
const ARM = 'https://management.azure.com'

describe('the step that serves tokens', { concurrency: 2 }, () => {
  it('hands over the first token and the endpoint, which serves until the job ends', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    using job = await startEndpointJob(scenario, { resources: `${API}\n${ARM}` })
    const { step } = job
    const token = assertToken(step)
    assert.deepEqual(step.requests, ['oidc GET 200', 'login POST 200'])
    assert.match(step.env.IDENTITY_ENDPOINT ?? '', /^http:\/\/127\.0\.0\.1:\d+\/msi\/token$/)
    assert.equal(step.outputs['identity-endpoint'], step.env.IDENTITY_ENDPOINT)
    assert.equal(step.outputs['identity-header'], step.env.IDENTITY_HEADER)
    assert.match(
      step.log,
      new RegExp(`Identity endpoint: http://127\\.0\\.0\\.1:\\d+/msi/token, for ${API}, ${ARM}`),
    )

    const before = scenario.emulator.requests.length
    const first = await job.ask(API)
    assert.equal(first.json.access_token, token)
    const arm = await job.ask('https://management.core.windows.net/')
    assert.equal(arm.status, 200, arm.json.message)
    const asked = scenario.emulator.requests.slice(before)
    // With a new OIDC token, since the first may have ended.
    assert.deepEqual(
      asked.map(({ service }) => service),
      ['oidc', 'login'],
    )

    const { pid } = serving(job.step)
    const end = await job.end()
    assert.equal(end.outcome, 'success', end.log + end.stderr)
    assert.match(
      end.log,
      /api\.powerplatform\.com: 1 token handed out, 1 request to Entra, 0 refusals; the longest wait was 0\.0 s/,
    )
    assert.match(end.log, /management\.azure\.com: 1 token handed out, 1 request to Entra, 0 refusals/)
    assert.deepEqual(end.annotations, [])
    await gone(pid)
  })

  it('keeps every secret out of the arguments and the environment of the process that serves', async () => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    using job = await startEndpointJob(
      scenario,
      { 'client-secret': secret },
      { env: { DEPLOY_KEY: 'a-secret-of-the-job', RUNNER_TRACKING_ID: 'github_1234' } },
    )
    assertToken(job.step)
    const { environment, words } = serving(job.step)
    const hidden = [
      secret,
      'a-secret-of-the-job',
      job.step.env.IDENTITY_HEADER ?? '',
      job.step.jobEnv.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
    ]
    for (const each of hidden) assert.ok(each && !environment.includes(each) && !words.includes(each))
    assert.match(environment, /^RUNNER_TRACKING_ID=github_1234$/m)
    assert.doesNotMatch(environment, /^(INPUT_|GITHUB_|ACTIONS_)/m)
    await job.end()
  })

  for (const [name, prepare] of Object.entries({
    certificate({ app }: Scenario) {
      app.addCertificate(leaf.toString())
      return { certificate: pem }
    },
    password({ tenant, app }: Scenario) {
      app.publicClient = true
      tenant.addUser({ username: 'ana@contoso.com', password: 'Passw0rd! of ana' })
      tenant.consent(app)
      return { username: 'ana@contoso.com', password: 'Passw0rd! of ana' }
    },
  })) {
    it(`serves tokens of a second resource by ${name}`, async () => {
      await using scenario = await startScenario()
      using job = await startEndpointJob(scenario, { ...prepare(scenario), resources: `${API} ${ARM}` })
      assert.equal(job.step.outcome, 'success', job.step.log)
      const { status, json } = await job.ask(ARM)
      assert.equal(status, 200, json.message)
      const grants = scenario.emulator.requests.flatMap(({ form }) => form?.get('grant_type') ?? [])
      assert.deepEqual(
        grants,
        name === 'password' ? ['password', 'refresh_token'] : Array(2).fill('client_credentials'),
      )
      await job.end()
    })
  }

  it('says why a token was refused, to the client in short and at the end in full', async () => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    using job = await startEndpointJob(scenario, { 'client-secret': secret, resources: `${API} ${ARM}` })
    scenario.app.secrets.length = 0
    const { status, json } = await job.ask(ARM)
    assert.equal(status, 400)
    assert.equal(json.error, 'refused')
    assert.match(
      json.message ?? '',
      /^https:\/\/management\.azure\.com: AADSTS7000215: the client secret is wrong\. More: \S+ Make a new client secret.* az ad app credential reset --id /,
    )
    const end = await job.end()
    assert.equal(end.outcome, 'success')
    assert.match(end.log, /management\.azure\.com: 0 tokens handed out, 1 request to Entra, 1 refusal/)
    assert.match(
      end.log,
      /refused some requests: its log says which, why, and what to do\. More: \S+\nThe log of the identity endpoint:/,
    )
    assert.match(end.log, /Why: What came in client-secret is not a secret of this app/)
  })

  it('says at the end what was refused before it reached Entra, each reason once', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const env = { AZURE_CLIENT_ID: '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11' }
    using job = await startEndpointJob(scenario, {}, { env })
    assert.match(
      job.step.annotations[0]?.message ?? '',
      /^AZURE_CLIENT_ID names another app than client-id\./,
    )
    for (const _ of [1, 2]) assert.equal((await job.ask(ARM)).status, 400)
    assert.equal((await job.ask(API, { 'X-IDENTITY-HEADER': 'wrong' })).status, 401)
    const end = await job.end()
    const lines = end.log.split('\n').filter((line) => line.includes('Refused with'))
    assert.equal(lines.length, 2, end.log)
    assert.match(
      lines[0] ?? '',
      /Refused with 400: The resource asked for \(Azure Resource Manager\) is not in resources, .* The program asked for https:\/\/management\.azure\.com\./,
    )
    assert.match(lines[1] ?? '', /Refused with 401: /)
    assert.deepEqual(
      end.annotations.map(({ type }) => type),
      ['warning'],
    )
  })

  it('is red without a token, and starts nothing', async () => {
    await using scenario = await startScenario()
    using job = await startEndpointJob(scenario, { 'client-secret': 'Abc8Q~wrong' })
    assertFailure(job.step, 'AADSTS7000215')
    assert.deepEqual(job.step.env, {})
    const end = await job.end()
    assert.equal(end.outcome, 'success')
    assert.equal(end.stdout, '')
  })

  it('is red where its log has no place, before anything is sent', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    using temp = mkdtempDisposableSync(join(tmpdir(), 'no-folder-'))
    const RUNNER_TEMP = join(temp.path, 'file')
    writeFileSync(RUNNER_TEMP, '')
    using job = await startEndpointJob(scenario, {}, { env: { RUNNER_TEMP } })
    assert.equal(job.step.outcome, 'failure')
    const [error] = job.step.annotations
    assert.match(
      error?.message ?? '',
      /^The identity endpoint did not start\nTried: .* in RUNNER_TEMP\nAnswer: ENOTDIR/,
    )
    assert.deepEqual([job.step.requests, job.step.env], [[], {}])
  })

  it('leaves no process when it is cancelled', async () => {
    await using stack = new AsyncDisposableStack()
    const temp = stack.use(await mkdtempDisposable(join(tmpdir(), 'cancelled-')))
    const cancel = new AbortController()
    let backgrounds: number[] = []
    const scenario = stack.use(
      await startScenario({
        async arrived({ service }) {
          if (service !== 'login') return
          backgrounds = backgroundsIn(temp.path)
          cancel.abort()
        },
      }),
    )
    trust(scenario)
    scenario.emulator.faults.next('login', { hang: 'before-headers' })
    const env = { RUNNER_TEMP: temp.path }
    using job = await startEndpointJob(scenario, {}, { env, signal: cancel.signal })
    assert.equal(job.step.signal, 'SIGTERM')
    assert.equal(backgrounds.length, 1)
    for (const pid of backgrounds) await gone(pid)
  })

  it('complains of a wrong resource before anything is sent', async () => {
    await using scenario = await startScenario()
    using job = await startEndpointJob(scenario, { resources: 'mars', scope: API })
    assertFailure(
      job.step,
      'resources: came 4 characters, which is no resource',
      'resources: came together with scope',
    )
    assert.deepEqual(job.step.requests, [])
  })

  for (const name of ['GITHUB_ENV', 'GITHUB_STATE']) {
    it(`is red without ${name}, before anything is sent`, async () => {
      await using scenario = await startScenario()
      trust(scenario)
      using job = await startEndpointJob(scenario, {}, { env: { [name]: '' } })
      assertFailure(job.step, `${name} is not set`)
      assert.deepEqual(job.step.requests, [])
    })
  }

  it('says at the end that the process was killed', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    using job = await startEndpointJob(scenario)
    assertToken(job.step)
    const { pid } = serving(job.step)
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    const end = await job.end()
    assert.equal(end.outcome, 'success')
    assert.deepEqual(
      end.annotations.map(({ type, message }) => [type, message.slice(0, 54)]),
      [['warning', 'The identity endpoint was gone before the job ended: s']],
    )
  })

  it('goes on without its own files, with a signal that opens debuggers, and with strangers who ask', async () => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    const folder = mkdtempSync(join(tmpdir(), 'alone-'))
    const main = join(folder, 'identity-endpoint.cjs')
    copyFileSync(join(actionDirectory, 'dist', 'identity-endpoint.cjs'), main)
    const inputs = { 'client-secret': secret, resources: `${API} ${ARM}` }
    using job = await startEndpointJob(scenario, inputs, { main })
    assertToken(job.step)
    rmSync(folder, { recursive: true })
    const { pid } = serving(job.step)
    process.kill(pid, 'SIGUSR1')
    // The tables of refusals are there, too.
    scenario.emulator.faults.next('login', { entraError: 7000222 })
    assert.match(
      (await job.ask(ARM)).json.message ?? '',
      /^https:\/\/management\.azure\.com: AADSTS7000222: /,
    )
    assert.equal((await job.ask(API)).status, 200)
    const { status, json } = await job.ask('https://graph.microsoft.com', { 'X-IDENTITY-HEADER': 'x' })
    assert.deepEqual([status, json.error], [401, 'unauthorized'])
    assert.doesNotMatch(readFileSync(job.step.state.log ?? '', 'utf8'), /Debugger/)
    const end = await job.end()
    assert.match(end.log, /management\.azure\.com: 0 tokens handed out, 1 request to Entra, 1 refusal/)
  })

  it('warns of nothing at the end where only strangers were refused', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    using job = await startEndpointJob(scenario)
    assertToken(job.step)
    assert.equal((await job.ask(API, { 'X-IDENTITY-HEADER': 'x' })).status, 401)
    assert.deepEqual((await job.end()).annotations, [])
  })

  it('replaces an endpoint that is there already, and says whose it was', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const env = {
      IDENTITY_ENDPOINT: 'http://localhost:40342/metadata/identity/oauth2/token',
      IMDS_ENDPOINT: 'http://localhost:40342',
    }
    using job = await startEndpointJob(scenario, {}, { env })
    assertToken(job.step)
    const warnings = job.step.annotations.map(({ message }) => message)
    assert.match(
      warnings[0] ?? '',
      /^IDENTITY_ENDPOINT was already set, by Azure Arc\. This one replaces it; /,
    )
    assert.match(warnings[1] ?? '', /^IMDS_ENDPOINT is set: /)
    await job.end()
  })
})
