import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { leaf, pem } from '../credentials/certificate-forms.ts'
import { assertFailure, assertToken, type Scenario, startScenario, trust } from '../scenario.ts'
import { type EndpointJob, startEndpointJob } from './endpoint-job.ts'

const API = 'https://api.powerplatform.com'
const ARM = 'https://management.azure.com'

/** The process that serves, as the system shows it. */
function serving({ step }: EndpointJob): { pid: number; environment: string; words: string } {
  const { port } = new URL(step.env.IDENTITY_ENDPOINT ?? '')
  const hex = Number(port).toString(16).toUpperCase().padStart(4, '0')
  const inode = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, local, , state]) => local === `0100007F:${hex}` && state === '0A')?.[9]
  const found = execFileSync(
    'bash',
    [
      '-c',
      `ls -l /proc/[0-9]*/fd 2>/dev/null | awk -v s="socket:[${inode}]" '/^\\/proc/ {p=$0} $NF==s {print p}'`,
    ],
    { encoding: 'utf8' },
  )
  const pid = Number(/\/proc\/(\d+)\//.exec(found)?.[1])
  const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8').replaceAll('\0', '\n')
  return { pid, environment: read('environ'), words: read('cmdline') }
}

async function gone(pid: number): Promise<void> {
  // The process answers before it ends.
  while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setImmediate(resolve))
}

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

    const { pid } = serving(job)
    const end = await job.end()
    assert.equal(end.outcome, 'success', end.log + end.stderr)
    assert.match(
      end.log,
      /api\.powerplatform\.com: 1 token handed out, 0 requests to Entra, 0 refusals; the longest wait was 0\.0 s/,
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
    const { environment, words } = serving(job)
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
      /^AADSTS7000215: the client secret is wrong\. Make a new secret.* az ad app credential reset --id /,
    )
    const end = await job.end()
    assert.equal(end.outcome, 'success')
    assert.match(end.log, /management\.azure\.com: 0 tokens handed out, 1 request to Entra, 1 refusal/)
    assert.match(end.log, /Some requests were refused\. The log:/)
    assert.match(end.log, /Why: What came in client-secret is not a secret of this app/)
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

  it('says at the end that the process was killed', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    using job = await startEndpointJob(scenario)
    assertToken(job.step)
    const { pid } = serving(job)
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    const end = await job.end()
    assert.equal(end.outcome, 'success')
    assert.deepEqual(
      end.annotations.map(({ type, message }) => [type, message.slice(0, 54)]),
      [['warning', 'The identity endpoint was gone before the job ended: s']],
    )
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
    assert.match(warnings[0] ?? '', /^IDENTITY_ENDPOINT is that of Azure Arc so far\. It is replaced here/)
    assert.match(warnings[1] ?? '', /^IMDS_ENDPOINT is set: /)
    await job.end()
  })
})
