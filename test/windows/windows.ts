import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertOneSection, tableRows } from '../rendered.ts'
import { assertFailure, assertToken, type ScenarioResult } from '../scenario.ts'
import { refusals } from './refusals.ts'
import { scenario, secret, windows } from './setting.ts'
import { type Success, successes } from './successes.ts'

/*
 * The built action on Node for Windows, which Wine runs. To add a case, add a row to successes.ts or refusals.ts.
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
