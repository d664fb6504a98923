import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/failure/failure.ts'
import { readRequest } from '../../../src/request/read-request.ts'
import { findCloud } from '../../../src/values/clouds.ts'
import { defaultScope, findResource } from '../../../src/values/resources.ts'
import { MemoryHost } from '../../memory-host.ts'

const guid = '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'

/** What becomes of the input: the scopes, or the complaint, and the warnings. */
async function read(scope: string, more: Record<string, string> = {}) {
  const host = new MemoryHost({ 'tenant-id': guid, 'client-id': guid, scope, ...more }, 'e30.e30.x')
  const taken = await readRequest(host).then(
    ({ scopes }) => ({ scopes, why: '' }),
    (error: unknown) => {
      assert.ok(error instanceof Failure, `${error}`)
      return { scopes: [], why: error.parts.why }
    },
  )
  return { ...taken, warnings: host.lines }
}

describe('a well-known resource', () => {
  for (const [name, ...scopes] of [
    [
      'Power Platform API',
      'https://api.powerplatform.com/.default',
      'https://API.powerplatform.com',
      'https://api.gov.powerplatform.microsoft.us',
      'https://api.powerplatform.partner.microsoftonline.cn/x',
      '8578e004-a5c6-46e7-913e-12f58912df43/.default',
    ],
    [
      'Dataverse',
      'https://contoso.crm.dynamics.com/.default',
      'https://contoso.crm4.dynamics.com',
      'https://contoso.api.crm21.dynamics.com',
      'https://contoso.crm9.dynamics.com//.default',
      'https://contoso.crm.microsoftdynamics.us',
      'https://contoso.crm.appsplatform.us',
      'https://contoso.crm.dynamics.cn',
      '00000007-0000-0000-C000-000000000000',
    ],
    [
      'Microsoft Graph',
      'https://graph.microsoft.com/.default',
      'https://graph.microsoft.us',
      'https://dod-graph.microsoft.us',
      'https://microsoftgraph.chinacloudapi.cn',
      '00000003-0000-0000-c000-000000000000',
    ],
    [
      'Azure Resource Manager',
      'https://management.azure.com/.default',
      'https://management.core.windows.net//.default',
      'https://management.usgovcloudapi.net',
      'https://management.core.chinacloudapi.cn',
      '797f4846-ba00-4fd7-ba43-dac1f8f63013/.default',
    ],
    [
      'Azure Key Vault',
      'https://vault.azure.net',
      'https://contoso.vault.azure.net',
      'https://vault.usgovcloudapi.net',
      'https://vault.azure.cn',
      'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    ],
    [
      'Azure DevOps',
      '499b84ac-1321-427f-aa17-267ca6975798/.default',
      'https://app.vssps.visualstudio.com',
      'https://dev.azure.com/contoso',
    ],
    [
      'Power BI',
      'https://analysis.windows.net/powerbi/api/.default',
      'https://high.analysis.usgovcloudapi.net/powerbi/api',
      'https://api.fabric.microsoft.com',
      '00000009-0000-0000-c000-000000000000',
    ],
    [
      undefined,
      'https://dynamics.com',
      'https://contoso.crm4.dynamics.com.evil.example',
      'https://contoso.operations.dynamics.com',
      'https://xgraph.microsoft.com',
      'https://graph.microsoft.com.example',
      'api://app',
      'https://evilvault.azure.net',
      '00000003-0000-0000-c000-000000000000x',
      guid,
      'openid',
      '',
    ],
  ] as const) {
    for (const scope of scopes) {
      it(`of ${scope || 'nothing'} is ${name ?? 'none'}`, () => assert.equal(findResource(scope)?.name, name))
    }
  }

  for (const [id, cloud, scope] of [
    ['00000003-0000-0000-c000-000000000000', 'public', 'https://graph.microsoft.com/.default'],
    ['00000003-0000-0000-c000-000000000000', 'gcc', 'https://graph.microsoft.com/.default'],
    ['00000003-0000-0000-c000-000000000000', 'dod', 'https://dod-graph.microsoft.us/.default'],
    ['00000003-0000-0000-c000-000000000000', 'ex', '00000003-0000-0000-c000-000000000000/.default'],
    ['8578e004-a5c6-46e7-913e-12f58912df43', 'ex', 'https://api.powerplatform.eaglex.ic.gov/.default'],
    ['00000007-0000-0000-c000-000000000000', 'gcc', 'https://ENVIRONMENT.crm9.dynamics.com/.default'],
    ['499b84ac-1321-427f-aa17-267ca6975798', 'public', '499b84ac-1321-427f-aa17-267ca6975798/.default'],
  ] as const) {
    it(`${id} is asked for in cloud ${cloud} as ${scope}`, () => {
      const [resource, found] = [findResource(id), findCloud(cloud)]
      assert.ok(resource && found)
      assert.equal(defaultScope(resource, found), scope)
    })
  }
})

describe('the scope of a Dataverse environment', () => {
  for (const scope of [
    'https://contoso.crm4.dynamics.com/main.aspx?appid=1',
    'https://contoso.crm4.dynamics.com/main.aspx',
    'https://contoso.crm4.dynamics.com/api/data/v9.2/',
    'https://Contoso.crm4.dynamics.com/?x=1',
    'https://contoso.crm4.dynamics.com/#x',
    'http://contoso.crm4.dynamics.com/apps/sales',
  ]) {
    it(`is the origin of ${scope}, with a warning`, async () => {
      const { scopes, warnings } = await read(scope)
      assert.deepEqual(scopes, ['https://contoso.crm4.dynamics.com/.default'])
      assert.match(warnings.join(), /^scope: .*the address of a page in a Dataverse environment/)
    })
  }

  for (const scope of [
    'https://contoso.crm4.dynamics.com',
    'https://contoso.crm4.dynamics.com/',
    'https://contoso.crm4.dynamics.com/.default',
    'https://contoso.crm4.dynamics.com//.default',
  ]) {
    it(`is ${scope} as it is`, async () => {
      const { scopes, warnings } = await read(scope)
      assert.deepEqual(scopes, [scope.endsWith('.default') ? scope : `${scope.replace(/\/$/, '')}/.default`])
      assert.deepEqual(warnings, [])
    })
  }

  it('is one permission for a user', async () => {
    const scope = 'https://contoso.crm4.dynamics.com/user_impersonation'
    const { scopes } = await read(scope, { username: 'ana@contoso.com', password: 'pw' })
    assert.deepEqual(scopes, [scope])
  })

  it('never loses a password silently', async () => {
    const { why } = await read('https://u:pw@contoso.crm4.dynamics.com/main.aspx?x=1')
    assert.match(why, /take them out/)
  })
})

describe('a scope that cannot be used', () => {
  const ownSecret = 'Hunter22~OfTheUser'
  for (const [name, scope, suggestion] of [
    ['a permission of an API that is not known', `https://${ownSecret}.example/x`, 'RESOURCE/.default'],
    ['a permission below an ID', `${guid}/${ownSecret}`, 'RESOURCE/.default'],
    ['an app ID URI with a path', `api://${ownSecret}/x`, 'RESOURCE/.default'],
    ['a URN', `urn:${ownSecret}`, 'RESOURCE/.default'],
    [
      "a permission of Power Platform API's",
      'https://api.powerplatform.com/A.Read',
      '"https://api.powerplatform.com/.default"?',
    ],
    [
      "a permission of Graph's",
      'https://graph.microsoft.com/User.Read',
      '"https://graph.microsoft.com/.default"?',
    ],
    [
      "a permission of Dataverse's",
      `https://${ownSecret}.crm4.dynamics.com/user_impersonation`,
      '"https://ENVIRONMENT.crm.dynamics.com/.default"?',
    ],
  ] as const) {
    it(`is ${name}, and the suggestion holds nothing of it`, async () => {
      const { why } = await read(scope)
      assert.match(why, /a single permission; an app asks for all that it was granted/)
      const [, suggested = ''] = why.split('all that it was granted')
      assert.ok(suggested.includes(suggestion), why)
      assert.doesNotMatch(suggested, /hunter/i)
    })
  }

  for (const permission of [
    'User.Read',
    'Mail.Send',
    'Directory.AccessAsUser.All',
    'User-Mail.ReadWrite.All',
  ]) {
    it(`is ${permission} alone, which is Graph's`, async () => {
      for (const more of [undefined, { username: 'ana@contoso.com', password: 'pw' }]) {
        const { why } = await read(permission, more)
        assert.match(why, /a permission of Microsoft Graph.* "https:\/\/graph\.microsoft\.com\/\.default"/)
      }
      const { why } = await read(permission, { cloud: 'gcc-high' })
      assert.match(why, /"https:\/\/graph\.microsoft\.us\/\.default"/)
    })
  }

  it('is not taken for one of Graph for its dots', async () => {
    for (const scope of ['EnvironmentManagement.Environments.Read', 'a.Read', 'User.read', 'x.y']) {
      assert.match(
        (await read(scope)).why,
        /which is no scope; .*"https:\/\/api\.powerplatform\.com\/\.default"/,
      )
    }
  })
})
