import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Failure } from '../../src/failure/failure.ts'
import { allInputs } from '../../src/request/inputs.ts'
import { maskInputs, readRequest } from '../../src/request/read-request.ts'
import { MemoryHost } from '../memory-host.ts'
import { assertFailure, assertToken, type Scenario, startScenario, trust } from '../scenario.ts'

const guid = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'

describe('an input that does not exist', { concurrency: 4 }, () => {
  let scenario: Scenario
  before(async () => {
    scenario = await startScenario({ sharesProcess: true })
    trust(scenario)
  })
  after(() => scenario[Symbol.asyncDispose]())

  for (const [written, value, meant, other] of [
    ['client_id', guid, 'client-id', { 'client-id': '' }],
    ['Tenant ID', guid, 'tenant-id', { 'tenant-id': '' }],
    ['client-secrets', 'Abc8Q~hunter22', 'client-secret', {}],
  ] as [string, string, string, Record<string, string>][]) {
    it(`is complained about with the nearest one before anything is sent: ${written}`, async () => {
      const hidden = value.includes('hunter22') ? [value] : []
      const result = await scenario.run({ [written]: value, ...other }, { hidden })
      const name = written.toLowerCase().replace(' ', '_')
      assertFailure(result, `- ${name}: is not an input. Did you mean "${meant}"?`)
      assert.deepEqual(result.requests, [])
      assert.deepEqual(
        hidden.filter((secret) => !result.masks.includes(secret)),
        [],
        'a secret under a wrong name is not masked',
      )
    })
  }

  for (const [written, meant] of [
    ['clientid', 'client-id'],
    ['client', 'client-id'],
    ['tenant', 'tenant-id'],
    ['tenat-id', 'tenant-id'],
    ['client_secret', 'client-secret'],
    ['passwords', 'password'],
    ['user-name', 'username'],
    ['clouds', 'cloud'],
    ['time-out', 'timeout'],
    ['certificate_path', 'certificate-path'],
    ['federated_tokens', 'federated-token'],
    ['wait-for-propogation', 'wait-for-propagation'],
  ] as const) {
    it(`is near to the one that was meant: ${written}`, async () => {
      const host = new MemoryHost({ [written]: 'hunter22-hunter22' }, 'e30.e30.x')
      maskInputs(host)
      const error = await readRequest(host).catch((reason: Failure) => reason)
      assert.ok(error instanceof Failure)
      assert.ok(error.parts.why.includes(`- ${written}: is not an input. Did you mean "${meant}"?`))
      const { isSecret = false } = allInputs(host.inputs).find(({ name }) => name === meant) ?? {}
      assert.equal(host.secrets.redact('hunter22-hunter22') === '***', isSecret)
    })
  }

  it('joins the other complaints', async () => {
    const result = await scenario.run({ tenant_id: 'contoso.com', 'tenant-id': '', cloud: 'gcchig' })
    assertFailure(result, '- tenant_id: is not an input', '- tenant-id: is missing', '- cloud: came "gcchig"')
  })

  it('stays a warning where the right one came, too', async () => {
    const env = { INPUT_TENANT_ID: 'hunter22', INPUT_TIMEOUTS: '' }
    const result = await scenario.run({}, { env, hidden: ['hunter22'] })
    assertToken(result)
    assert.match(
      result.log,
      /^##\[warning\]tenant_id: is not an input, and is not used\. "tenant-id" counts\.$/m,
    )
    assert.equal(result.annotations.length, 1)
  })

  it('is masked, and stays a warning, where its name is a common one for another', async () => {
    for (const [name, meant] of [
      ['SECRET', 'client-secret'],
      ['USER', 'username'],
      ['CREDS', 'client-secret'],
    ]) {
      const result = await scenario.run(
        {},
        { env: { [`INPUT_${name}`]: 'hunter22-hunter22' }, hidden: ['hunter22'] },
      )
      assertToken(result)
      assert.ok(
        result.log.includes(
          `##[warning]${name?.toLowerCase()}: is not an input, and is not used. Did you mean "${meant}"?`,
        ),
        result.log,
      )
      assert.equal(result.masks.includes('hunter22-hunter22'), meant === 'client-secret')
    }
  })

  it('is warned of where another word for the right one came', async () => {
    const result = await scenario.run({ 'client-id': '', 'app-id': guid })
    assertFailure(result, '- client-id: is missing')
    assert.match(
      result.log,
      /##\[warning\]app-id: is not an input, and is not used\. Did you mean "client-id"\?/,
    )
  })

  it("is another action's where it is near to none, and is left alone", async () => {
    const names = [
      'TOKEN',
      'PATH',
      'REPOSITORY',
      'REF',
      'NAME',
      'KEY',
      'VERSION',
      'NODE-VERSION',
      'CACHE',
      'URL',
      'IF-NO-FILES-FOUND',
      'ENVIRONMENT-URL',
      'SUBSCRIPTION-ID',
      'AUTH-TYPE',
      'GITHUB-TOKEN',
      'REGISTRY',
      'IMAGE',
      'TAGS',
      'RUN',
      'SCRIPT',
      'HOSTNAME',
      'FILENAME',
      'EXPORT',
      '\u001b[31m',
      'X\n::error::injected',
      'Q'.repeat(2000),
    ]
    const env = Object.fromEntries(names.map((name) => [`INPUT_${name}`, 'hunter22']))
    const result = await scenario.run({}, { env, hidden: ['hunter22'] })
    assertToken(result)
    assert.deepEqual(result.annotations, [])
    assert.deepEqual(
      result.masks.filter((mask) => mask.includes('hunter22')),
      [],
    )
  })
})
