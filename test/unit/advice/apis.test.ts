import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explainRefusal } from '../../../src/advice/explain.ts'
import { resources } from '../../../src/values/resources.ts'
import { APP, situation, TENANT } from '../situation.ts'

const POWER_PLATFORM = '8578e004-a5c6-46e7-913e-12f58912df43'
const environment = 'https://contoso.crm4.dynamics.com'

async function wordsOf(code: number, scope: string, more: Parameters<typeof situation>[0] = {}) {
  const facts = { by: 'Entra', tried: 'asking', answer: [], codes: [code] }
  const { parts } = await explainRefusal({ ...facts, situation: situation({ scopes: [scope], ...more }) })
  return [parts.why, ...(parts.fixes ?? []).flatMap(({ text, command }) => [text, command ?? ''])].join('\n')
}

const applicationUser = `pac admin assign-user --environment ${environment} --user ${APP} --role "Basic User" --application-user`

/** Of each resource a scope, what it means that the tenant does not know it, what lets an app in, and a user's permission. */
const rows = {
  'Power Platform API': [
    'https://api.powerplatform.com/.default',
    [`az ad sp create --id ${POWER_PLATFORM}`],
    ['needs no permission or consent, but a Power Platform role'],
    `az ad app permission add --id ${APP} --api ${POWER_PLATFORM} --api-permissions 177690ed-85f1-41d9-8dbf-2716e60ff46a=Scope`,
  ],
  Dataverse: [
    `${environment}/.default`,
    [
      `the environment's URL is wrong, or the environment belongs to another tenant than ${TENANT}`,
      'pac admin list',
      applicationUser,
    ],
    [applicationUser],
    `az ad app permission add --id ${APP} --api 00000007-0000-0000-c000-000000000000 --api-permissions PERMISSION_ID=Scope`,
  ],
  'Microsoft Graph': [
    'https://graph.microsoft.us/.default',
    ['every tenant has it', 'Set the input scope to https://graph.microsoft.com/.default'],
    [
      `--api 00000003-0000-0000-c000-000000000000 --api-permissions PERMISSION_ID=Role`,
      'appRoles[]',
      'consent',
    ],
    `--api 00000003-0000-0000-c000-000000000000 --api-permissions PERMISSION_ID=Scope`,
  ],
  'Azure Resource Manager': [
    'https://management.core.windows.net/.default',
    ['every tenant has it', 'Set the input scope to https://management.azure.com/.default'],
    [`az role assignment create --assignee ${APP} --role Reader --scope /subscriptions/SUBSCRIPTION_ID`],
    '--api 797f4846-ba00-4fd7-ba43-dac1f8f63013',
  ],
  'Azure Key Vault': [
    'https://contoso.vault.azure.net/.default',
    [
      'Set the input scope to https://vault.azure.net/.default',
      'az ad sp create --id cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    ],
    [`az role assignment create --assignee ${APP} --role "Key Vault Secrets User"`],
    '--api cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
  ],
  'Azure DevOps': [
    '499b84ac-1321-427f-aa17-267ca6975798/.default',
    ['az ad sp create --id 499b84ac-1321-427f-aa17-267ca6975798', 'no organization is connected'],
    ['Organization settings › Users'],
    '--api 499b84ac-1321-427f-aa17-267ca6975798',
  ],
  'Power BI': [
    'https://analysis.windows.net/powerbi/api/.default',
    ['az ad sp create --id 00000009-0000-0000-c000-000000000000'],
    ['Tenant settings'],
    '--api 00000009-0000-0000-c000-000000000000',
  ],
} as const

describe('a refusal because of the API', () => {
  it('has words for each that is well known', () => {
    assert.deepEqual(
      Object.keys(rows),
      resources.map(({ name }) => name),
    )
  })

  for (const [name, [scope, missing, role, delegated]] of Object.entries(rows)) {
    const isPowerPlatform = name === 'Power Platform API'

    it(`says what ${name} is, where the tenant does not know it`, async () => {
      for (const code of [500011, 650052]) {
        const text = await wordsOf(code, scope)
        for (const words of missing) assert.ok(text.includes(words), `${words} is not in\n${text}`)
        if (!isPowerPlatform) assert.ok(!text.includes(POWER_PLATFORM), text)
      }
    })

    it(`says what ${name} wants of an app`, async () => {
      for (const code of [65001, 650057]) {
        const text = await wordsOf(code, scope)
        for (const words of role) assert.ok(text.includes(words), `${words} is not in\n${text}`)
        if (!isPowerPlatform) assert.doesNotMatch(text, /Power Platform role|8578e004/)
        if (!isPowerPlatform) assert.doesNotMatch(text, /api\.powerplatform\.com/)
      }
    })

    it(`says what ${name} wants of a user's app`, async () => {
      const text = await wordsOf(65001, scope, { credential: 'password' })
      assert.ok(
        text.includes(delegated) && text.includes(`az ad app permission admin-consent --id ${APP}`),
        text,
      )
      assert.ok(isPowerPlatform || !text.includes(POWER_PLATFORM), text)
    })

    it(`assigns the app to ${name}, and not to another`, async () => {
      for (const code of [501051, 50105]) {
        const text = await wordsOf(code, scope)
        const { appId = '' } = resources.find((resource) => resource.name === name) ?? {}
        assert.ok(text.includes(`az ad sp show --id ${APP} --query id`), text)
        assert.ok(text.includes(`az ad sp show --id ${appId} --query id`), text)
        assert.match(text, /az rest --method post .*\/servicePrincipals\/PRINCIPAL_ID\/appRoleAssignments/)
        assert.doesNotMatch(text, /› Users and groups/)
      }
    })

    it(`lets a user's work on ${name} be an app's`, async () => {
      for (const code of [50072, 50076, 50079, 50158]) {
        const text = await wordsOf(code, scope, { credential: 'password' })
        const [needed = ''] = role
        assert.match(text, /sign in as an app/)
        assert.ok(isPowerPlatform ? / a Power Platform role /.test(text) : text.includes(needed), text)
        assert.equal(isPowerPlatform, /learn\.microsoft\.com\/rest\/api\/power-platform/.test(text))
      }
    })
  }

  it('offers one way after another with Or', async () => {
    for (const name of ['Azure Key Vault', 'Azure DevOps', 'Power BI'] as const) {
      const [scope] = rows[name]
      assert.match(
        await wordsOf(500011, scope),
        new RegExp(`^Or create the service principal of ${name}`, 'm'),
      )
    }
  })

  it('takes the ID of an API that it does not know from the scope, where there is one', async () => {
    const id = '1d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11'
    assert.match(await wordsOf(500011, `${id}/.default`), new RegExp(`az ad sp create --id ${id}`))
    const named = await wordsOf(500011, 'api://app/.default')
    assert.match(named, /az ad sp create --id API_ID/)
    assert.match(named, /api:\/\/app/)
    assert.doesNotMatch(named, /8578e004|Power Platform/)
  })

  it("goes by the API beside OpenID's own scopes", async () => {
    const scopes = ['openid', `${environment}/user_impersonation`]
    const text = await wordsOf(65001, '', { credential: 'password', scopes })
    assert.match(text, /--api 00000007-/)
  })

  it('asks the Graph of the cloud', async () => {
    const text = await wordsOf(501051, 'https://api.appsplatform.us/.default', { cloud: 'dod' })
    assert.match(text, /--url "https:\/\/dod-graph\.microsoft\.us\/v1\.0\//)
  })
})

describe('a scope that is refused', () => {
  for (const code of [70011, 1002012, 650053]) {
    it(`with ${code} is not advised again, where it is what was sent`, async () => {
      const text = await wordsOf(code, 'https://api.powerplatform.com/.default')
      assert.doesNotMatch(text, /Leave the input scope out|or set it to/)
      assert.match(text, /Check the input cloud/)
    })

    it(`with ${code} is corrected to the one of its API`, async () => {
      const graph = await wordsOf(code, 'https://graph.microsoft.com/User.Reed')
      assert.match(graph, /Set the input scope to https:\/\/graph\.microsoft\.com\/\.default/)
      const other = await wordsOf(code, 'api://app/x')
      assert.match(
        other,
        /Leave the input scope out, or set it to https:\/\/api\.powerplatform\.com\/\.default/,
      )
    })
  }
})

describe("a scope of Dataverse's that is refused", () => {
  for (const [scope, words] of [
    [`${environment}/user_imp`, `Set the input scope to ${environment}/.default.`],
    ['https://contoso.crm4.dynamics.com:443//.default', `Set the input scope to ${environment}/.default.`],
    [`${environment}/.default`, "Check the input cloud, and the environment's URL."],
    ['https://CONTOSO.crm4.dynamics.com/.default', "Check the input cloud, and the environment's URL."],
    // No plain host name, or none at all.
    [
      'https://$(id).crm4.dynamics.com/x',
      'Set the input scope to https://ENVIRONMENT.crm.dynamics.com/.default.',
    ],
    [
      '00000007-0000-0000-c000-000000000000/x',
      'Set the input scope to https://ENVIRONMENT.crm.dynamics.com/.default.',
    ],
  ] as const) {
    it(`is corrected to the environment's own: ${scope}`, async () => {
      for (const code of [70011, 1002012, 650053]) {
        const text = await wordsOf(code, scope)
        assert.ok(text.includes(words), text)
      }
    })
  }

  it('puts nothing but a plain host name into a command', async () => {
    for (const host of ['$(id)', "a'b", 'a;b', 'a`b`']) {
      const text = await wordsOf(65001, `https://${host}.crm4.dynamics.com/.default`)
      assert.match(text, /pac admin assign-user --environment ENVIRONMENT_URL /)
    }
  })
})

describe('the scope of an API that the tenant does not know', () => {
  for (const scope of [
    'https://graph.microsoft.com/.default',
    '499b84ac-1321-427f-aa17-267ca6975798/.default',
  ]) {
    it(`is not advised again: ${scope}`, async () => {
      assert.doesNotMatch(await wordsOf(500011, scope), /Set the input scope/)
    })
  }
})
