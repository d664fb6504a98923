import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { App } from './app.ts'
import { requestToken, send } from './client.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { roles } from './roles.ts'
import type { Tenant } from './tenant.ts'

const path = '/environmentmanagement/environments?api-version=2024-10-01'
const host = 'api.powerplatform.com'

test('a service principal sees the environments that its role covers', async () => {
  await using emulator = await startEmulator()
  const { entra, powerPlatform } = emulator
  const tenant = entra.addTenant()
  const [none, all, one] = [tenant.addApp(), tenant.addApp(), tenant.addApp()]
  const production = powerPlatform.addEnvironment(tenant.id, {
    displayName: 'Production',
    type: 'Production',
  })
  powerPlatform.addEnvironment(tenant.id, { displayName: 'Sandbox' })
  powerPlatform.addEnvironment(entra.addTenant().id, { displayName: 'Of somebody else' })
  powerPlatform.assignRole({ principalId: all.objectId, role: 'Reader' })
  const scope = `/tenants/${tenant.id}/environments/${production.id}`
  powerPlatform.assignRole({ principalId: one.objectId, role: 'Reader', scope })

  const list = async (app: App) => get(emulator, await appToken(emulator, tenant, app))
  const refused = await list(none)
  assert.equal(refused.status, 403)
  assert.equal(refused.json.code, 'Forbidden')
  const { json } = await list(all)
  assert.deepEqual(
    json.value.map(({ displayName }: { displayName: string }) => displayName),
    ['Production', 'Sandbox'],
  )
  assert.deepEqual((await list(one)).json.value, [production])
  assert.deepEqual(emulator.unexpected, [])
})

test('a user sees environments by the consent of the tenant', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Sandbox' })
  const user = { username: 'ada@contoso.com', password: 'right' }
  tenant.addUser(user)
  const token = async (permissions: string[]) => {
    const app = tenant.addApp({ publicClient: true })
    tenant.consent(app, permissions)
    const form = {
      grant_type: 'password',
      client_id: app.clientId,
      ...user,
      scope: `https://${host}/.default`,
    }
    return (await requestToken(emulator, tenant.id, form)).json.access_token
  }
  const listed = await get(emulator, await token(['EnvironmentManagement.Environments.Read']))
  assert.equal(listed.json.value.length, 1)
  const refused = await get(emulator, await token(['AppManagement.ApplicationPackages.Read']))
  assert.equal(refused.status, 403)
  assert.equal(refused.json.innererror.code, 'InsufficientDelegatedPermissions')
})

test('a token is verified before anything is answered', async () => {
  await using emulator = await startEmulator()
  const { entra, powerPlatform } = emulator
  const tenant = entra.addTenant()
  const app = tenant.addApp()
  powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
  const token = await appToken(emulator, tenant, app)
  const gccToken = await appToken(emulator, tenant, app, 'https://api.gov.powerplatform.microsoft.us')

  const wrongAudience = await get(emulator, gccToken)
  assert.equal(wrongAudience.status, 401)
  assert.equal(wrongAudience.json.error.code, 'InvalidAuthenticationAudience')
  assert.match(wrongAudience.json.error.message, /'https:\/\/api\.gov\.powerplatform\.microsoft\.us'/)
  assert.equal((await get(emulator, gccToken, 'api.gov.powerplatform.microsoft.us')).status, 200)
  assert.equal((await get(emulator, gccToken, null)).status, 200, 'any base on loopback')

  assert.equal((await get(emulator, '')).status, 401)
  assert.equal((await get(emulator, await emulator.github.mint())).status, 401)
  const tampered = token.replace(/\.(\w{10})/, '.eyJhIjoiYi')
  assert.equal((await get(emulator, tampered)).json.error.code, 'InvalidAuthenticationToken')
  const foreign = await entra.signingKey.sign({
    aud: `https://${host}`,
    iss: 'https://sts.windows.net/x/',
    tid: 'x',
  })
  assert.equal((await get(emulator, foreign)).status, 401)
  entra.expiresIn = -10
  const expired = await get(emulator, await appToken(emulator, tenant, app))
  assert.equal(expired.json.error.code, 'ExpiredAuthenticationToken')
})

test('a role is assigned by those who may', async () => {
  await using emulator = await startEmulator()
  const { entra, powerPlatform } = emulator
  const tenant = entra.addTenant()
  const [admin, app] = [tenant.addApp(), tenant.addApp()]
  powerPlatform.assignRole({ principalId: admin.objectId, role: 'RBAC administrator' })
  powerPlatform.assignRole({ principalId: app.objectId, role: 'Contributor' })
  const assignment = {
    roleDefinitionId: roles.Reader.id,
    principalObjectId: tenant.addApp().objectId,
    principalType: 'ApplicationUser',
    scope: `/tenants/${tenant.id}`,
  }
  const assign = async (caller: App, body: object) => {
    const headers = { Authorization: `Bearer ${await appToken(emulator, tenant, caller)}` }
    const target = '/authorization/roleAssignments?api-version=2024-10-01'
    return send(emulator, { service: 'api', host, path: target, headers, body: JSON.stringify(body) })
  }
  assert.equal((await assign(app, assignment)).status, 403)
  assert.equal((await assign(admin, { ...assignment, roleDefinitionId: 'Reader' })).status, 400)
  assert.equal((await assign(admin, { ...assignment, scope: '/tenants/other' })).status, 400)
  const created = await assign(admin, assignment)
  assert.equal(created.status, 201)
  assert.equal(created.json.principalObjectId, assignment.principalObjectId)
  assert.equal(powerPlatform.roles.of(assignment.principalObjectId)[0]?.role, 'Reader')
})

test('an unknown path is not found, and noted', async () => {
  await using emulator = await startEmulator()
  const answer = await send(emulator, { service: 'api', path: '/environments', host })
  assert.equal(answer.status, 404)
  assert.equal(answer.json.code, 'RouteNotFound')
  assert.equal(emulator.unexpected.length, 1)
})

async function appToken(
  emulator: Emulator,
  tenant: Tenant,
  app: App,
  base = `https://${host}`,
): Promise<string> {
  const client_secret = app.addSecret()
  const form = {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret,
    scope: `${base}/.default`,
  }
  return (await requestToken(emulator, tenant.id, form)).json.access_token
}

function get(emulator: Emulator, token: string, name: string | null = host) {
  const headers = { Authorization: `Bearer ${token}` }
  return send(emulator, { service: 'api', path, headers, ...(name && { host: name }) })
}
