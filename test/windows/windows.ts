import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { assertOneSection, tableRows } from '../rendered.ts'
import { actionDirectory, assertFailure, assertToken, type ScenarioResult } from '../scenario.ts'
import { type CommandCase, commands } from './commands.ts'
import { refusals } from './refusals.ts'
import { scenario, secret, windows } from './setting.ts'
import { type Success, successes } from './successes.ts'

/*
 * The built action on Node for Windows, which Wine runs. To add a case, add a row to successes.ts or refusals.ts, or
 * to commands.ts for the command line.
 */
const { launch } = windows
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

/** The one file, as somebody in a shell starts it. */
async function runCommand({ parameters, env }: Pick<CommandCase, 'parameters' | 'env'>) {
  const { emulator, tenant, app } = scenario
  const before = emulator.requests.length
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
  const child = spawn(file, command.arguments, { env: command.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = new Promise((resolve) => child.once('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const requests = emulator.requests
    .slice(before)
    .map(({ service, method, status }) => `${service} ${method} ${status}`)
  return { code: await closed, stdout, stderr, requests }
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
