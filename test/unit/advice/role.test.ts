import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { delegatedPermissions } from '../../../src/advice/delegated-permissions.ts'
import { explainRefusal } from '../../../src/advice/explain.ts'
import type { Fix } from '../../../src/failure/failure.ts'
import { acceptedPermissions } from '../../../src/power-platform/accepted-permissions.ts'
import { APP, situation, TENANT } from '../situation.ts'

const API = '8578e004-a5c6-46e7-913e-12f58912df43'
const principal = { id: '3f1c6e0e-6d0a-4c39-9d7e-0d5d3c1f2a4b' }

async function adviceOn(code: string, more: Parameters<typeof situation>[0]) {
  const facts = { by: 'Power Platform API (403)', tried: 'asking', answer: [], codes: [code] }
  const { parts } = await explainRefusal({ ...facts, situation: situation(more) })
  return { why: parts.why, fixes: parts.fixes ?? [] }
}

const commandsIn = (fixes: Fix[], shell: Fix['shell']) =>
  fixes.filter((fix) => fix.command && fix.shell === shell).map(({ command = '' }) => command)

describe('a missing role', () => {
  const missing = (more: Parameters<typeof situation>[0] = {}) =>
    adviceOn('Power Platform API 403', { principal, ...more })

  it("is assigned as Microsoft's tutorial does it, first", async () => {
    const { why, fixes } = await missing()
    assert.match(why, /the admin center has no page for it/)
    const [first] = fixes
    assert.match(first?.text ?? '', /in PowerShell/)
    assert.equal(first?.shell, 'powershell')
    assert.deepEqual(first?.command?.split('\n'), [
      `Connect-AzAccount -Tenant ${TENANT}`,
      '$token = (Get-AzAccessToken -ResourceUrl https://api.powerplatform.com/).Token',
      "if ($token -is [securestring]) { $token = [System.Net.NetworkCredential]::new('', $token).Password }",
      `Invoke-RestMethod -Method Post -Uri "https://api.powerplatform.com/authorization/roleAssignments?api-version=2024-10-01" -Headers @{ Authorization = "Bearer $token" } -ContentType application/json -Body '{"roleDefinitionId":"c886ad2e-27f7-4874-8381-5849b8d8a090","principalObjectId":"${principal.id}","principalType":"ApplicationUser","scope":"/tenants/${TENANT}"}'`,
    ])
  })

  it("is assigned with the Azure CLI beside it, and with Microsoft's module where both are refused", async () => {
    const { fixes } = await missing()
    const [, cli, module, older] = fixes
    // The sentence right before the command is the command's own.
    assert.match(
      cli?.text ?? '',
      /^Or the same with the Azure CLI \(if the API answers InsufficientDelegatedPermissions, .*\):$/,
    )
    assert.match(cli?.command ?? '', /^az login .*\necho .* \| az rest --method post/)
    assert.equal(cli?.shell, undefined)
    const [install, create, consent, assign, ...rest] = module?.command?.split('\n') ?? []
    assert.equal(install, 'Install-Module -Name Microsoft.PowerPlatform.EnterprisePolicies')
    assert.equal(
      create,
      `New-PPAuthorizationApplication -DisplayName power-platform-roles -TenantId ${TENANT}`,
    )
    assert.match(consent ?? '', /^# .* an administrator consent /)
    assert.equal(
      assign,
      `New-PPRBACRoleAssignment -PrincipalObjectId ${principal.id} -PrincipalType ApplicationUser -Role "Power Platform Reader" -TenantId ${TENANT}`,
    )
    assert.deepEqual([module?.shell, rest], ['powershell', []])
    assert.match(older?.command ?? '', /^pac admin application register/)
    assert.equal(fixes.length, 4)
  })

  it('is offered in ways of which each but the first begins with Or', async () => {
    const [, ...others] = (await missing()).fixes
    for (const { text } of others) assert.match(text, /^Or[ ,]/)
  })

  for (const [cloud, environment, endpoint] of [
    ['public', undefined, ''],
    ['gcc', undefined, undefined],
    ['gcc-high', 'AzureUSGovernment', ' -Endpoint usgovhigh'],
    ['dod', 'AzureUSGovernment', ' -Endpoint dod'],
    ['china', 'AzureChinaCloud', ' -Endpoint china'],
    ['ex', undefined, undefined],
  ] as const) {
    it(`is assigned in cloud ${cloud}`, async () => {
      const [tutorial = '', module] = commandsIn((await missing({ cloud })).fixes, 'powershell')
      const connect = `Connect-AzAccount -Tenant ${TENANT}${environment ? ` -Environment ${environment}` : ''}\n`
      assert.ok(tutorial.startsWith(connect), tutorial)
      const { cloud: found } = situation({ cloud })
      assert.ok(
        tutorial.includes(`-ResourceUrl ${found.apiUrl}/)`) && tutorial.includes(`-Uri "${found.apiUrl}/`),
      )
      // The module knows no other endpoints.
      if (endpoint === undefined) return assert.equal(module, undefined)
      const tenants = module?.split('\n').filter((line) => / -TenantId /.test(line)) ?? []
      assert.equal(tenants.length, 2)
      for (const line of tenants) assert.ok(line.endsWith(`-TenantId ${TENANT}${endpoint}`), line)
    })
  }

  it('puts nothing but an ID into the commands', async () => {
    const { fixes } = await missing({ principal: { id: "x'; iwr evil" }, tenantId: '$(id)' })
    assert.match(fixes[0]?.command ?? '', /^az login --tenant TENANT_ID .*\naz ad sp show --id /)
    const commands = fixes.map(({ command }) => command).join('\n')
    assert.doesNotMatch(commands, /evil|\$\(id\)/)
    assert.match(commands, /"principalObjectId":"OBJECT_ID"/)
    assert.match(commands, /-PrincipalObjectId OBJECT_ID .* -TenantId TENANT_ID/)
  })

  it("is none of a user's", async () => {
    const { fixes } = await missing({ credential: 'password', principal: { id: '' } })
    assert.doesNotMatch(JSON.stringify(fixes), /ApplicationUser/)
    assert.match(JSON.stringify(fixes), /az ad app permission add/)
  })
})

describe('a missing delegated permission', () => {
  const code = 'Power Platform API 403 InsufficientDelegatedPermissions'
  const consent = `az ad app permission admin-consent --id ${APP}`
  const missing = (permissions?: string[]) => adviceOn(code, { credential: 'password', permissions })

  it('is added exactly as the API names it', async () => {
    const { why, fixes } = await missing(['PowerApps.Apps.Read', 'All.All.ReadWrite'])
    assert.match(why, /PowerApps\.Apps\.Read, All\.All\.ReadWrite/)
    assert.deepEqual(commandsIn(fixes, undefined), [
      `az ad app permission add --id ${APP} --api ${API} --api-permissions 5322d31f-39c1-4756-9c92-ae069c366b70=Scope\n${consent}`,
      `az ad app permission add --id ${APP} --api ${API} --api-permissions "$(az ad sp show --id ${API} --query "oauth2PermissionScopes[?value=='All.All.ReadWrite'].id" --output tsv)"=Scope\n${consent}`,
    ])
    const [first, second, last] = fixes
    assert.match(
      first?.text ?? '',
      /^Add the delegated permission PowerApps\.Apps\.Read .* administrator consent/,
    )
    assert.match(second?.text ?? '', /^Or add .*All\.All\.ReadWrite/)
    assert.match(last?.text ?? '', /^Then run it again/)
  })

  it('is the one that lists environments, where the API names none', async () => {
    for (const permissions of [undefined, []]) {
      assert.deepEqual(commandsIn((await missing(permissions)).fixes, undefined), [
        `az ad app permission add --id ${APP} --api ${API} --api-permissions ${delegatedPermissions['EnvironmentManagement.Environments.Read']}=Scope\n${consent}`,
      ])
    }
  })
})

describe('the permissions that the API would accept', () => {
  const of = (list: string) => acceptedPermissions([`Authorization denied: missing permissions: [${list}]`])

  for (const [name, words, accepted] of [
    [
      'those in its words',
      ['x', 'Application missing required delegated permissions: [A.B.Read, All.All.ReadWrite]'],
      ['A.B.Read', 'All.All.ReadWrite'],
    ],
    ['one', ['permissions: [A.B]'], ['A.B']],
    ['each once', ['permissions: [A.B,A.B , C.D]'], ['A.B', 'C.D']],
    ['none', ['no permissions here', 'permissions: []', ''], []],
    ['none without an end', ['permissions: [A.B, C.D'], []],
  ] as const) {
    it(`are ${name}`, () => assert.deepEqual(acceptedPermissions([...words]), accepted))
  }

  it('are plain words', () => {
    assert.deepEqual(of("A.B, $(id).x, A'.B, A B.C, .A, A., A..B, A"), [])
    assert.deepEqual(of('A.B, Straße.Read'), [])
    assert.deepEqual(of(`${'a'.repeat(101)}.B`), [])
  })

  it('are a handful', () => {
    assert.equal(of(Array.from({ length: 30 }, (_, index) => `A.B${index}`).join(', ')).length, 5)
  })

  it('are read in linear time', () => {
    const time = (size: number) => {
      const begin = performance.now()
      for (const text of ['[', 'permissions: [', 'permissions: [a', 'permissions: [A.B, ', ' ', 'a.']) {
        acceptedPermissions([text.repeat(size)])
      }
      return performance.now() - begin
    }
    time(1000)
    assert.ok(time(200_000) < 2000)
  })

  it('have IDs', () => {
    const ids = Object.values(delegatedPermissions)
    assert.ok(ids.length > 70)
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    for (const name of Object.keys(delegatedPermissions))
      assert.match(name, /^[A-Za-z0-9]+(\.[A-Za-z0-9]+){2,3}$/)
  })
})
