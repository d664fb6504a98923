import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { assertToken, startScenario, trust } from './scenario.ts'

const action = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'))
const api = 'https://api.powerplatform.com'

describe('the contract', { concurrency: 4 }, () => {
  it('has these inputs in this order, each optional, with these defaults', () => {
    const entries = Object.entries<{ default?: string; required?: boolean; description: string }>(
      action.inputs,
    )
    const inputs = {
      'tenant-id': '',
      'client-id': '',
      credential: 'auto',
      'federated-token': '',
      'federated-token-file': '',
      certificate: '',
      'certificate-path': '',
      'certificate-password': '',
      'client-secret': '',
      username: '',
      password: '',
      audience: '',
      cloud: 'public',
      scope: '',
      'authority-host': '',
      verify: 'false',
      'wait-for-propagation': '0',
      timeout: '60',
      summary: 'on-failure',
      'export-as': '',
    }
    assert.deepEqual(
      entries.map(([name, input]) => [name, input.default ?? '']),
      Object.entries(inputs),
    )
    for (const [name, input] of entries) {
      assert.ok(!input.required, name)
      assert.ok(input.description, name)
    }
  })

  it('has these outputs', () => {
    assert.deepEqual(Object.keys(action.outputs), [
      'access-token',
      'token-type',
      'expires-on',
      'expires-in',
      'scope',
      'api-url',
      'tenant-id',
      'principal-id',
      'credential',
    ])
  })

  it('takes a tenant by its verified domain, and tells its ID', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({ 'tenant-id': ' Contoso.onmicrosoft.com ' })
    assertToken(result)
    assert.equal(result.outputs['tenant-id'], scenario.tenant.id)
  })

  for (const [written, sent] of [
    [api, `${api}/.default`],
    [`${api}/`, `${api}/.default`],
    [`${api}/.default`, `${api}/.default`],
    ['8578e004-a5c6-46e7-913e-12f58912df43', '8578e004-a5c6-46e7-913e-12f58912df43/.default'],
    ['8578e004-a5c6-46e7-913e-12f58912df43/.default', '8578e004-a5c6-46e7-913e-12f58912df43/.default'],
    ['api://my-own-api', 'api://my-own-api/.default'],
    ['https://graph.microsoft.com', 'https://graph.microsoft.com/.default'],
  ] as const) {
    it(`asks for ${sent} when scope is ${written}`, async () => {
      await using scenario = await startScenario()
      const result = await scenario.run({ scope: written, 'client-secret': scenario.app.addSecret() })
      assert.equal(result.recorded[0]?.form?.get('scope')?.split(' ')[0], sent)
      // The tenant knows APIs of Microsoft's alone.
      if (sent.startsWith('api://')) assert.match(result.log, /AADSTS500011/)
      else assert.equal(result.outputs.scope, sent)
    })
  }

  it('honours empty inputs as if they were not given', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const names = Object.keys(action.inputs).filter((name) => !name.endsWith('-id'))
    assertToken(await scenario.run(Object.fromEntries(names.map((name) => [name, '']))))
  })
})
