import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { App } from './app.ts'
import { requestToken, send } from './client.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import type { EntraErrorCode } from './entra-errors.ts'
import type { Tenant } from './tenant.ts'

const scope = 'https://api.powerplatform.com/.default'
const grant_type = 'client_credentials'

interface World {
  emulator: Emulator
  tenant: Tenant
  app: App
}

interface Asked {
  tenant?: string
  form: Record<string, string>
}

interface Refusal {
  code: EntraErrorCode
  when: string
  says?: RegExp
  ask(world: World): Asked
}

/** A good request of an app with a secret, to spoil. */
function good({ app }: World): Record<string, string> {
  return { grant_type, client_id: app.clientId, client_secret: app.addSecret(), scope }
}

/** A good request of a user of a public app that has consent. */
function password(world: World, flags: Partial<Parameters<Tenant['addUser']>[0]> = {}) {
  const { tenant, app } = world
  app.publicClient = true
  tenant.consent(app)
  const username = 'ada@contoso.com'
  tenant.addUser({ username, password: 'right', ...flags })
  return { grant_type: 'password', client_id: app.clientId, username, password: 'right', scope }
}

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

const refusals: Refusal[] = [
  {
    code: 900144,
    when: 'no grant type',
    says: /'grant_type'/,
    ask: (w) => ({ form: { ...good(w), grant_type: '' } }),
  },
  {
    code: 900144,
    when: 'no client ID',
    says: /'client_id'/,
    ask: (w) => ({ form: { ...good(w), client_id: '' } }),
  },
  { code: 900144, when: 'no scope', says: /'scope'/, ask: (w) => ({ form: { ...good(w), scope: '' } }) },
  { code: 70003, when: 'unknown grant', ask: (w) => ({ form: { ...good(w), grant_type: 'implicit' } }) },
  {
    code: 90002,
    when: 'unknown tenant',
    says: /Tenant 'fabrikam\.com' not found/,
    ask: (w) => ({ tenant: 'fabrikam.com', form: good(w) }),
  },
  {
    code: 900023,
    when: 'malformed tenant',
    says: /'not_a_tenant'/,
    ask: (w) => ({ tenant: 'not_a_tenant', form: good(w) }),
  },
  { code: 50194, when: '/common, single tenant', ask: (w) => ({ tenant: 'common', form: good(w) }) },
  {
    code: 50059,
    when: '/common, several tenants',
    ask: (w) => {
      w.app.multiTenant = true
      return { tenant: 'common', form: good(w) }
    },
  },
  { code: 700038, when: 'client ID is a name', ask: (w) => ({ form: { ...good(w), client_id: 'my-app' } }) },
  {
    code: 700016,
    when: 'unknown app',
    says: /in the directory 'Contoso'/,
    ask: (w) => ({ form: { ...good(w), client_id: crypto.randomUUID() } }),
  },
  {
    code: 7000229,
    when: 'no service principal',
    ask: (w) => {
      w.app.servicePrincipal = false
      return { form: good(w) }
    },
  },
  {
    code: 7000112,
    when: 'disabled app',
    says: /\(deployment\) is disabled/,
    ask: (w) => {
      w.app.enabled = false
      return { form: good(w) }
    },
  },
  {
    code: 1002012,
    when: 'scope without /.default',
    ask: (w) => ({ form: { ...good(w), scope: 'https://api.powerplatform.com' } }),
  },
  { code: 1002012, when: 'two scopes', ask: (w) => ({ form: { ...good(w), scope: `${scope} ${scope}` } }) },
  {
    code: 500011,
    when: 'unknown resource',
    says: /named https:\/\/graph\.example was/,
    ask: (w) => ({ form: { ...good(w), scope: 'https://graph.example/.default' } }),
  },
  {
    code: 500011,
    when: 'no service principal of Power Platform API',
    ask: (w) => {
      w.tenant.removeResource()
      return { form: good(w) }
    },
  },
  {
    code: 500014,
    when: 'disabled resource',
    ask: (w) => {
      w.tenant.powerPlatform.enabled = false
      return { form: good(w) }
    },
  },
  {
    code: 501051,
    when: 'no role on the resource',
    says: /\(Power Platform API\)/,
    ask: (w) => {
      w.tenant.powerPlatform.requireAssignment = true
      return { form: good(w) }
    },
  },
  {
    code: 53003,
    when: 'Conditional Access',
    ask: (w) => {
      w.app.blockedByConditionalAccess = true
      return { form: good(w) }
    },
  },
  { code: 7000215, when: 'wrong secret', ask: (w) => ({ form: { ...good(w), client_secret: 'wrong' } }) },
  {
    code: 7000222,
    when: 'expired secret',
    ask: (w) => {
      const client_secret = w.app.addSecret({ expires: new Date(Date.now() - 1) })
      return { form: { ...good(w), client_secret } }
    },
  },
  { code: 7000216, when: 'empty secret', ask: (w) => ({ form: { ...good(w), client_secret: '' } }) },
  {
    code: 9002324,
    when: 'two credentials',
    ask: (w) => ({ form: { ...good(w), client_assertion: 'a.b.c' } }),
  },
  {
    code: 700025,
    when: 'secret of a public app',
    ask: ({ tenant }) => {
      const { clientId } = tenant.addApp({ publicClient: true })
      return { form: { grant_type, client_id: clientId, client_secret: 'any', scope } }
    },
  },
  {
    code: 7000218,
    when: 'password, not a public app',
    ask: (w) => {
      const form = password(w)
      w.app.publicClient = false
      return { form }
    },
  },
  {
    code: 900144,
    when: 'no password',
    says: /'password'/,
    ask: (w) => ({ form: { ...password(w), password: '' } }),
  },
  {
    code: 50034,
    when: 'unknown user',
    says: /bob@contoso\.com does not exist in the Contoso directory/,
    ask: (w) => ({ form: { ...password(w), username: 'bob@contoso.com' } }),
  },
  { code: 50126, when: 'wrong password', ask: (w) => ({ form: { ...password(w), password: 'wrong' } }) },
  { code: 50053, when: 'locked user', ask: (w) => ({ form: password(w, { locked: true }) }) },
  { code: 50055, when: 'expired password', ask: (w) => ({ form: password(w, { passwordExpired: true }) }) },
  {
    code: 50056,
    when: 'user without password',
    ask: (w) => {
      const form = password(w)
      for (const user of w.tenant.users) user.password = undefined
      return { form }
    },
  },
  { code: 50057, when: 'disabled user', ask: (w) => ({ form: password(w, { disabled: true }) }) },
  { code: 50076, when: 'MFA', ask: (w) => ({ form: password(w, { mfa: true }) }) },
  { code: 50079, when: 'MFA not set up', ask: (w) => ({ form: password(w, { mfaEnrolment: true }) }) },
  {
    code: 50105,
    when: 'user not assigned',
    ask: (w) => {
      w.app.requireAssignment = true
      return { form: password(w) }
    },
  },
  {
    code: 53003,
    when: 'Conditional Access, user',
    ask: (w) => {
      w.app.blockedByConditionalAccess = true
      return { form: password(w) }
    },
  },
  {
    code: 65001,
    when: 'no consent',
    ask: (w) => {
      const form = password(w)
      w.tenant.consent(w.app, [])
      return { form }
    },
  },
  {
    code: 65001,
    when: 'no consent to this permission',
    ask: (w) => {
      const form = password(w)
      w.tenant.consent(w.app, ['EnvironmentManagement.Environments.Read'])
      return {
        form: { ...form, scope: 'https://api.powerplatform.com/AppManagement.ApplicationPackages.Read' },
      }
    },
  },
  {
    code: 70011,
    when: 'scope without resource',
    ask: (w) => ({ form: { ...password(w), scope: 'openid' } }),
  },
  {
    code: 28000,
    when: 'two resources',
    ask: (w) => ({ form: { ...password(w), scope: `${scope} https://graph.example/.default` } }),
  },
  {
    code: 650053,
    when: 'unknown permission',
    ask: (w) => ({ form: { ...password(w), scope: 'https://api.powerplatform.com/Nothing.Read' } }),
  },
  {
    code: 7000014,
    when: 'unknown device code',
    ask: (w) => ({ form: { ...password(w), grant_type: deviceGrant, device_code: 'unknown' } }),
  },
  {
    code: 70016,
    when: 'device code not approved',
    ask: (w) => {
      const { deviceCode } = w.tenant.deviceCodes.create(w.app, scope)
      return { form: { ...password(w), grant_type: deviceGrant, device_code: deviceCode } }
    },
  },
  {
    code: 70020,
    when: 'device code expired',
    ask: (w) => {
      const { deviceCode, userCode } = w.tenant.deviceCodes.create(w.app, scope)
      w.tenant.deviceCodes.expire(userCode)
      return { form: { ...password(w), grant_type: deviceGrant, device_code: deviceCode } }
    },
  },
]

test('requests are refused with the code that says why', async (t) => {
  await using emulator = await startEmulator()
  for (const { code, when, says, ask } of refusals) {
    await t.test(`${code}: ${when}`, async () => {
      const tenant = emulator.entra.addTenant()
      const asked = ask({ emulator, tenant, app: tenant.addApp() })
      const { json } = await requestToken(emulator, asked.tenant ?? tenant.id, asked.form)
      assert.deepEqual(json.error_codes, [code], json.error_description)
      if (says) assert.match(json.error_description, says)
    })
  }
})

test('a request that is no form has no parameters, and one by GET is none', async () => {
  await using emulator = await startEmulator()
  const path = `/${emulator.entra.addTenant().id}/oauth2/v2.0/token`
  const headers = { 'Content-Type': 'application/json' }
  const asJson = await send(emulator, { path, headers, body: JSON.stringify({ grant_type }) })
  assert.match(asJson.json.error_description, /^AADSTS900144: .*'grant_type'/)
  const byGet = await send(emulator, { path })
  assert.match(byGet.json.error_description, /^AADSTS900561: .* GET /)
})

test('ten wrong passwords lock an account', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const form = password({ emulator, tenant, app: tenant.addApp() })
  for (let count = 0; count < 10; count++) {
    const { json } = await requestToken(emulator, tenant.id, { ...form, password: 'wrong' })
    assert.deepEqual(json.error_codes, [50126])
  }
  assert.deepEqual((await requestToken(emulator, tenant.id, form)).json.error_codes, [50053])
})
