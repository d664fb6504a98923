import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { startEndpointJob } from '../identity-endpoint/endpoint-job.ts'
import { assertOneSection, tableRows } from '../rendered.ts'
import { actionDirectory, assertFailure, assertToken, type ScenarioResult } from '../scenario.ts'
import { type CommandCase, commands } from './commands.ts'
import { refusals } from './refusals.ts'
import { scenario, secret, windows } from './setting.ts'
import { type Success, successes } from './successes.ts'
import { runOnWindows, tasks } from './tasks.ts'

/*
 * The built action on Node for Windows, which Wine runs. To add a case, add a row to successes.ts or refusals.ts, to
 * commands.ts for the command line, or to tasks.ts for the task of Azure Pipelines.
 */
const { launch } = windows
const API = 'https://api.powerplatform.com'
const ARM = 'https://management.azure.com'
const everyCase = { 'export-as': 'PP_TOKEN', summary: 'always' }

describe('on Windows, a token by', () => {
  for (const success of successes) {
    it(success.name, async () => {
      const result = await scenario.run({ ...everyCase, ...success.inputs }, { launch, ...success.options })
      assertHandedOver(result, success)
      assertSummary(result, success)
      assert.deepEqual(result.requests, success.requests ?? ['login POST 200'])
      const form = Object.fromEntries(result.recorded.findLast(({ form }) => form)?.form ?? [])
      assert.deepEqual({ ...form, ...success.sent }, form)
      assert.match(result.log, success.log ?? /^Token for .*, valid until \d/m)
    })
  }
})

describe('on Windows, no token for', () => {
  for (const { name, inputs, options, requests = [], words } of refusals) {
    it(name, async () => {
      const result = await scenario.run({ ...everyCase, ...inputs }, { launch, ...options })
      assertFailure(result, ...words)
      assert.deepEqual(result.requests, requests)
      assert.deepEqual([result.outputs, result.env], [{}, {}])
      assertOneSection(result.summary)
      assert.match(result.summary, /^\*\*Why:\*\* /m)
    })
  }
})

it('on Windows, a log that is read slowly is whole', async () => {
  // More than a pipe holds: there, Node stands still until it is read.
  const fill = "setImmediate(() => process.stdout.write('.'.repeat(4e6) + '\\n'))"
  const result = await scenario.run(
    { 'client-secret': secret },
    {
      launch,
      nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(fill)}`],
      onSpawn: ({ stdout }) =>
        stdout?.on('data', () => {
          stdout.pause()
          setTimeout(() => stdout.resume(), 10)
        }),
    },
  )
  assertToken(result)
  assert.match(result.log, /^\.{4000000}$/m)
  assert.match(result.log, /^Token for .*, valid until \d/m)
})

describe('on Windows, the task of Azure Pipelines, by', () => {
  for (const task of tasks) {
    it(task.name, async () => {
      const result = await runOnWindows(task, launch)
      const { credential, requests, errors = [], words = /^Token for .*, valid until \d/m } = task
      assert.equal(result.outcome, credential ? 'Succeeded' : 'Failed', result.log + result.stderr)
      assert.equal(result.exitCode, 0)
      assert.deepEqual(result.requests, requests)
      assert.equal(result.outputs.credential, credential)
      assert.match(result.stdout, words)
      assert.deepEqual(
        result.issues.map(({ message }) => message),
        errors,
      )
      if (credential) assert.equal(result.mask(`Bearer ${result.token}`), 'Bearer ***')
      else assert.equal(result.token, undefined)
    })
  }
})

describe('on Windows, the command line:', () => {
  for (const { name, stdout, stderr, requests = [], ...command } of commands) {
    it(name, async () => {
      const result = await runCommand(command)
      assert.equal(result.code, command.code, result.stderr)
      assert.match(result.stdout, stdout ?? /^$/)
      if (stderr) assert.match(result.stderr, stderr)
      for (const hidden of [secret, 'not-a-secret-of-the-app'])
        assert.ok(!(result.stdout + result.stderr).includes(hidden), 'a secret is shown')
      assert.deepEqual(result.requests, requests)
    })
  }
})

describe('on Windows, the identity endpoint', () => {
  it('of serve gives tokens until it is asked to end', async () => {
    const child = startCommand({
      parameters: ['serve', '--output', 'json', '--resources', `${API} ${ARM}`],
      env: { AZURE_CLIENT_SECRET: secret },
    })
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = JSON.parse(line)
    for (const resource of [API, ARM]) {
      const url = `${endpoint}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`
      const answer = await fetch(url, { headers: { 'X-IDENTITY-HEADER': header } })
      assert.equal(answer.status, 200)
      const { access_token: token } = (await answer.json()) as Record<string, string>
      assert.match(token ?? '', /^[\w-]+\.[\w-]+\.[\w-]+$/)
    }
    const closed = once(child, 'close')
    const [ended, told] = await Promise.all([
      fetch(new URL('/end', endpoint), { method: 'POST', headers: { 'X-IDENTITY-HEADER': header } }),
      text(child.stderr),
    ])
    assert.equal(ended.status, 200)
    assert.deepEqual(await closed, [0, null])
    assert.match(told, /^https:\/\/management\.azure\.com: 1 token handed out, 1 request to Entra/m)
  })

  it('of the step outlives it, and ends with the job', async () => {
    const inputs = { 'client-secret': secret, resources: `${API} ${ARM}` }
    using job = await startEndpointJob(scenario, inputs, { launch: windows.launchAlone })
    const token = assertToken(job.step)
    const { IDENTITY_ENDPOINT: endpoint = '' } = job.step.env
    assert.equal((await job.ask(API)).json.access_token, token)
    assert.equal((await job.ask(ARM)).status, 200)
    const end = await job.end()
    assert.equal(end.outcome, 'success', end.log + end.stderr)
    assert.match(end.log, /management\.azure\.com: 1 token handed out, 1 request to Entra, 0 refusals/)
    assert.deepEqual(end.annotations, [])
    await closed(endpoint)
  })

  it('of the step ends by itself once the process is gone that ran the job', async () => {
    using job = await startEndpointJob(scenario, { 'client-secret': secret }, { launch })
    assertToken(job.step)
    await closed(job.step.env.IDENTITY_ENDPOINT ?? '')
  })
})

/** Settles once nobody listens there. */
async function closed(address: string): Promise<void> {
  while (await fetch(address).catch(() => undefined)) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** The one file, as somebody in a shell starts it, to its end. */
async function runCommand(given: Pick<CommandCase, 'parameters' | 'env'>) {
  const { emulator } = scenario
  const before = emulator.requests.length
  const child = startCommand(given)
  const closed = new Promise((resolve) => child.once('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const requests = emulator.requests
    .slice(before)
    .map(({ service, method, status }) => `${service} ${method} ${status}`)
  return { code: await closed, stdout, stderr, requests }
}

function startCommand({ parameters, env }: Pick<CommandCase, 'parameters' | 'env'>) {
  const { emulator, tenant, app } = scenario
  const { file, ...command } = launch({
    file: process.execPath,
    arguments: [join(actionDirectory, 'dist/power-platform-token.cjs'), ...parameters],
    env: {
      LANG: 'C.UTF-8', // Wine reads what is beyond ASCII by it.
      AZURE_TENANT_ID: tenant.id,
      AZURE_CLIENT_ID: app.clientId,
      HTTPS_PROXY: emulator.proxy.url,
      NODE_EXTRA_CA_CERTS: emulator.caPath,
      ...env,
    },
  })
  return spawn(file, command.arguments, { env: command.env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** All outputs, the variable, and a mask for what later steps print. */
function assertHandedOver(result: ScenarioResult, { credential, outputs }: Success): void {
  const token = assertToken(result)
  const { 'expires-on': expiresOn, 'expires-in': expiresIn, scope, ...others } = result.outputs
  assert.match(expiresOn ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
  assert.match(expiresIn ?? '', /^\d{4,5}$/)
  // Of a user's token it is what the user may do.
  assert.match(scope ?? '', /(^| )https:\/\/api\.powerplatform\.com\//)
  assert.deepEqual(others, {
    'access-token': token,
    'token-type': 'Bearer',
    'api-url': 'https://api.powerplatform.com',
    'tenant-id': scenario.tenant.id,
    'principal-id': scenario.app.objectId,
    credential,
    ...outputs,
  })
  assert.deepEqual(result.env, { PP_TOKEN: token })
  assert.equal(result.mask(`Bearer ${token}`), 'Bearer ***')
}

function assertSummary({ summary }: ScenarioResult, { credential }: Success): void {
  assertOneSection(summary)
  const [head, ...rows] = tableRows(summary)
  assert.deepEqual(head, ['Fact', 'Value'])
  const facts = Object.fromEntries(rows)
  assert.equal(facts.Credential?.split(',')[0], credential)
  assert.match(facts.Token ?? '', /^for .*, valid until \d/)
}
