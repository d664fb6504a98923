import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { App } from './app.ts'
import { requestToken, send } from './client.ts'
import type { DirectoryRole } from './directory-roles.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { roles } from './roles.ts'
import type { Tenant } from './tenant.ts'

const version = 'api-version=2024-10-01'
const host = 'api.powerplatform.com'
const [read, write] = ['Authorization.RoleAssignments.Read', 'Authorization.RoleAssignments.Write']

describe('role assignments', () => {
  it('are made, listed, and taken away; the API lets their holders in for as long', async () => {
    await using world = await startWorld()
    const { tenant, app, emulator, ask } = world
    emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Development' })
    const environments = async () => {
      const token = await appToken(world, app)
      const answer = await request(emulator, {
        token,
        path: `/environmentmanagement/environments?${version}`,
      })
      return (
        answer.json.value?.map(({ displayName }: { displayName: string }) => displayName) ?? answer.status
      )
    }
    const admin = await world.signIn({ roles: ['Power Platform Administrator'] })
    const { json: definitions } = await ask(admin, 'GET', '/authorization/roleDefinitions')
    assert.deepEqual(
      definitions.value.map(({ roleDefinitionId }: { roleDefinitionId: string }) => roleDefinitionId),
      Object.values(roles).map(({ id }) => id),
    )
    assert.equal(definitions.value[2].roleDefinitionName, 'Power Platform reader')
    assert.deepEqual((await ask(admin, 'GET')).json, { value: [] })
    assert.equal(await environments(), 403)

    const made = await ask(admin, 'POST', undefined, world.assignment)
    assert.equal(made.status, 201, made.text)
    const { roleAssignmentId, createdOn, ...rest } = made.json
    assert.deepEqual(rest, world.assignment)
    assert.ok(Date.parse(createdOn))
    assert.deepEqual((await ask(admin, 'GET')).json, { value: [made.json] })
    assert.deepEqual(await environments(), ['Development'])
    const again = await ask(admin, 'POST', undefined, world.assignment)
    assert.deepEqual([again.status, again.json.code], [409, 'Conflict'])

    const one = `/authorization/roleAssignments/${roleAssignmentId}`
    assert.equal((await ask(admin, 'DELETE', one)).status, 204)
    assert.equal((await ask(admin, 'DELETE', one)).status, 404)
    assert.equal(await environments(), 403)
    assert.deepEqual(emulator.unexpected, [])
  })

  it('are listed and made where the path says', async () => {
    await using world = await startWorld()
    const { tenant, ask, assignment } = world
    const admin = await world.signIn({ roles: ['Power Platform Administrator'] })
    const [first, second] = ['environments/1', 'environmentGroups/2'].map((place) => ({
      path: `/authorization/${place}/roleAssignments`,
      scope: `/tenants/${tenant.id}/${place}`,
    })) as [Place, Place]
    for (const { path, scope } of [first, second]) {
      const made = await ask(admin, 'POST', path, { ...assignment, scope })
      assert.equal(made.status, 201, made.text)
      assert.deepEqual((await ask(admin, 'GET', path)).json.value, [made.json])
    }
    assert.equal((await ask(admin, 'POST', first.path, { ...assignment, scope: second.scope })).status, 400)
    assert.equal((await ask(admin, 'POST', first.path, assignment)).status, 400)
    const all = (await ask(admin, 'GET')).json.value
    assert.equal(all.length, 2)
    assert.equal((await ask(admin, 'DELETE', `${second.path}/${all[0].roleAssignmentId}`)).status, 404)
    assert.equal((await ask(admin, 'DELETE', `${first.path}/${all[0].roleAssignmentId}`)).status, 204)
  })

  it('need a permission of the app, and then a role of the person', async (t) => {
    await using world = await startWorld()
    const { ask, assignment } = world
    const id = crypto.randomUUID()
    const rows: [method: string, path: string | undefined, permission: string, body?: object][] = [
      ['GET', '/authorization/roleDefinitions', read],
      ['GET', undefined, read],
      ['POST', undefined, write, assignment],
      ['DELETE', `/authorization/roleAssignments/${id}`, write],
    ]
    for (const [method, path, permission, body] of rows) {
      await t.test(`${method} ${path ?? 'the list'}`, async () => {
        const other = permission === read ? write : read
        const admin = await world.signIn({ roles: ['Global Administrator'], permissions: [other] })
        const { status, json } = await ask(admin, method, path, body)
        assert.deepEqual([status, json.innererror.code], [403, 'InsufficientDelegatedPermissions'])
        assert.ok(json.innererror.message.includes(permission))

        const person = await world.signIn({
          roles: ['Cloud Application Administrator'],
          permissions: [permission],
        })
        const refusal = await ask(person, method, path, body)
        assert.deepEqual(
          [refusal.status, refusal.json.code, refusal.json.innererror],
          [403, 'Forbidden', undefined],
        )
        const able = await world.signIn({ roles: ['Global Administrator'], permissions: [permission] })
        assert.ok([200, 201, 404].includes((await ask(able, method, path, body)).status))
      })
    }
  })

  it('need a role that allows it, if an app asks', async (t) => {
    await using world = await startWorld()
    const { tenant, emulator, ask, assignment } = world
    for (const [role, expected] of [
      ['Owner', { GET: 200, POST: 201 }],
      ['RBAC administrator', { GET: 200, POST: 201 }],
      ['Contributor', { GET: 200, POST: 403 }],
      ['Reader', { GET: 200, POST: 403 }],
      [undefined, { GET: 403, POST: 403 }],
    ] as const) {
      await t.test(role ?? 'none', async () => {
        const caller = tenant.addApp()
        if (role) emulator.powerPlatform.assignRole({ principalId: caller.objectId, role })
        const token = await appToken(world, caller)
        assert.equal((await ask(token, 'GET')).status, expected.GET)
        const body = { ...assignment, principalObjectId: tenant.addApp().objectId }
        assert.equal((await ask(token, 'POST', undefined, body)).status, expected.POST)
      })
    }
  })

  it('of a principal that is not known, or not known yet, are refused', async () => {
    await using world = await startWorld()
    const { tenant, app, emulator, ask, assignment } = world
    const admin = await world.signIn({ roles: ['Power Platform Administrator'] })
    const post = async (changes: object) =>
      (await ask(admin, 'POST', undefined, { ...assignment, ...changes })).status
    assert.equal(await post({ principalObjectId: crypto.randomUUID() }), 403)
    assert.equal(await post({ principalObjectId: app.clientId }), 403)
    assert.equal(await post({ principalObjectId: app.registrationId }), 403)
    assert.equal(await post({ principalType: 'User' }), 403)
    const { replication } = emulator.entra
    replication.delays.unknownPrincipal = 2
    replication.begin(app.objectId)
    assert.deepEqual([await post({}), await post({}), await post({})], [403, 403, 201])
    const user = tenant.addUser({ username: 'ada@contoso.com' })
    assert.equal(await post({ principalObjectId: user.objectId, principalType: 'User' }), 201)
  })

  it('are refused where a part is wrong', async (t) => {
    await using world = await startWorld()
    const admin = await world.signIn({ roles: ['Power Platform Administrator'] })
    for (const [name, wrong] of Object.entries({
      "a role's name": { roleDefinitionId: 'Reader' },
      'no principal': { principalObjectId: undefined },
      'no type': { principalType: undefined },
      'no scope': { scope: undefined },
      'another tenant': { scope: `/tenants/${crypto.randomUUID()}` },
      'what only begins like the tenant': { scope: `${world.assignment.scope}0` },
      'a scope of another kind': { scope: `${world.assignment.scope}/groups/1` },
    })) {
      await t.test(name, async () => {
        const body = { ...world.assignment, ...wrong }
        const { status, json } = await world.ask(admin, 'POST', undefined, body)
        assert.deepEqual([status, json.code], [400, 'BadRequest'])
      })
    }
  })

  it('of another tenant are not seen', async () => {
    await using world = await startWorld()
    const { emulator, ask } = world
    const other = emulator.entra.addTenant().addApp()
    emulator.powerPlatform.assignRole({ principalId: other.objectId, role: 'Reader' })
    const [assigned] = emulator.powerPlatform.roles.of(other.objectId)
    const admin = await world.signIn({ roles: ['Power Platform Administrator'] })
    assert.deepEqual((await ask(admin, 'GET')).json.value, [])
    assert.equal((await ask(admin, 'DELETE', `/authorization/roleAssignments/${assigned?.id}`)).status, 404)
  })

  it('of another version, or asked for otherwise, are noted', async () => {
    await using world = await startWorld()
    const { emulator } = world
    const token = await world.signIn({ roles: ['Power Platform Administrator'] })
    for (const [method, path] of [
      ['GET', '/authorization/roleAssignments'],
      ['GET', '/authorization/roleAssignments?api-version=2020-10-01'],
      ['PUT', `/authorization/roleAssignments?${version}`],
      ['POST', `/authorization/roleDefinitions?${version}`],
      ['GET', `/authorization/roleAssignments/1?${version}`],
    ] as const) {
      assert.equal((await request(emulator, { token, method, path })).json.code, 'RouteNotFound')
    }
    assert.equal(emulator.unexpected.length, 5)
  })
})

interface Place {
  path: string
  scope: string
}

/** A tenant, an app to give a role to, and a client that signs people in for Power Platform API. */
async function startWorld() {
  const emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const client = tenant.addApp({ registered: false, publicClient: true })
  const assignment = {
    principalObjectId: app.objectId,
    roleDefinitionId: roles.Reader.id,
    scope: `/tenants/${tenant.id}`,
    principalType: 'ApplicationUser',
  }

  async function signIn({
    roles,
    permissions = [read, write],
  }: {
    roles: DirectoryRole[]
    permissions?: string[]
  }): Promise<string> {
    const person = { username: `${crypto.randomUUID()}@contoso.com`, password: crypto.randomUUID() }
    tenant.addUser({ ...person, roles })
    tenant.consent(client, permissions)
    const scope = `https://${host}/.default`
    const form = { grant_type: 'password', client_id: client.clientId, scope, ...person }
    return (await requestToken(emulator, tenant.id, form)).json.access_token
  }

  function ask(token: string, method: string, path = '/authorization/roleAssignments', body?: object) {
    return request(emulator, { token, method, path: `${path}?${version}`, body })
  }

  const dispose = () => emulator[Symbol.asyncDispose]()
  return { emulator, tenant, app, assignment, signIn, ask, [Symbol.asyncDispose]: dispose }
}

function request(
  emulator: Emulator,
  {
    token,
    method = 'GET',
    path,
    body,
  }: { token: string; method?: string; path: string; body?: object | undefined },
) {
  const headers = { Authorization: `Bearer ${token}` }
  return send(emulator, {
    ...{ service: 'api', host, method, path, headers },
    ...(body && { body: JSON.stringify(body) }),
  })
}

async function appToken(
  { emulator, tenant }: { emulator: Emulator; tenant: Tenant },
  app: App,
): Promise<string> {
  const form = { client_id: app.clientId, client_secret: app.addSecret(), scope: `https://${host}/.default` }
  const { json } = await requestToken(emulator, tenant.id, { grant_type: 'client_credentials', ...form })
  return json.access_token
}
