import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { requestToken } from '../client.ts'
import { ok, type Person, refused, startWorld, type World } from './world.ts'

const [read, write] = ['Authorization.RoleAssignments.Read', 'Authorization.RoleAssignments.Write']

describe('consents', () => {
  it('are given for all, widened, and taken back; a token has what they say', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn({ roles: ['Cloud Application Administrator'] })
    const { clientId, appId } = await register({ graph })
    const resourceId = world.tenant.powerPlatform.objectId
    const scopes = () => tokenScopes(world, appId)
    const of = `/oauth2PermissionGrants?$filter=clientId eq '${clientId}'`
    assert.deepEqual(ok(await graph('GET', of), 200).value, [])
    assert.equal(await scopes(), 65001)
    const grant = { clientId, consentType: 'AllPrincipals', resourceId, scope: read }
    const { '@odata.context': _context, ...made } = ok(
      await graph('POST', '/oauth2PermissionGrants', grant),
      201,
    )
    assert.deepEqual(made, { ...grant, id: made.id, principalId: null })
    assert.equal(await scopes(), read)
    assert.equal(await tokenScopes(world, appId, 'graph.microsoft.com'), 65001, 'of this API alone')
    refused(
      await graph('POST', '/oauth2PermissionGrants', { ...grant, scope: write }),
      ...([409, 'Request_MultipleObjectsWithSameKeyValue', /^Permission entry already exists\.$/] as const),
    )
    ok(await graph('PATCH', `/oauth2PermissionGrants/${made.id}`, { scope: `${read} ${write}` }), 204)
    assert.equal(await scopes(), `${read} ${write}`)
    refused(
      await graph('PATCH', `/oauth2PermissionGrants/${made.id}`, { principalId: clientId }),
      ...([400, 'Request_BadRequest', /^Property cannot be updated: principalId$/] as const),
    )
    for (const path of [
      of,
      `${of} and resourceId eq '${resourceId}'`,
      `/servicePrincipals/${clientId}/oauth2PermissionGrants`,
    ]) {
      assert.deepEqual(
        ok(await graph('GET', path), 200).value,
        [{ ...made, scope: `${read} ${write}` }],
        path,
      )
    }
    ok(await graph('DELETE', `/oauth2PermissionGrants/${made.id}`), 204)
    refused(await graph('GET', `/oauth2PermissionGrants/${made.id}`), 404, 'Request_ResourceNotFound')
    assert.equal(await scopes(), 65001)

    ok(await graph('POST', '/oauth2PermissionGrants', grant), 201)
    ok(await graph('DELETE', `/servicePrincipals/${clientId}`), 204)
    const again = ok(await graph('POST', '/servicePrincipals', { appId }), 201)
    for (const id of [clientId, again.id]) {
      const path = `/oauth2PermissionGrants?$filter=clientId eq '${id}'`
      assert.deepEqual(ok(await graph('GET', path), 200).value, [], 'the principal took them along')
    }
    assert.equal(await scopes(), 65001)
    assert.deepEqual(world.emulator.unexpected, [])
  })

  it('take an administrator, but for oneself', async () => {
    await using world = await startWorld()
    const [person, other] = [await world.signIn(), await world.signIn()]
    const { clientId } = await register(person)
    const grant = { clientId, resourceId: world.tenant.powerPlatform.objectId, scope: read }
    const denied = [403, 'Authorization_RequestDenied'] as const
    refused(
      await person.graph('POST', '/oauth2PermissionGrants', { ...grant, consentType: 'AllPrincipals' }),
      ...denied,
    )
    const forUser = { ...grant, consentType: 'Principal', principalId: person.user.objectId }
    refused(await other.graph('POST', '/oauth2PermissionGrants', forUser), ...denied)
    const { id } = ok(await person.graph('POST', '/oauth2PermissionGrants', forUser), 201)
    refused(await other.graph('PATCH', `/oauth2PermissionGrants/${id}`, { scope: '' }), ...denied)
    refused(await other.graph('DELETE', `/oauth2PermissionGrants/${id}`), ...denied)
    ok(await person.graph('DELETE', `/oauth2PermissionGrants/${id}`), 204)
  })

  it('are refused where a part is wrong', async (t) => {
    await using world = await startWorld()
    const { graph } = await world.signIn({ roles: ['Privileged Role Administrator'] })
    const { clientId, appId, id } = await register({ graph })
    const resourceId = world.tenant.powerPlatform.objectId
    const good = { clientId, consentType: 'AllPrincipals', resourceId, scope: read }
    const bad = [400, 'Request_BadRequest'] as const
    const missing = [404, 'Request_ResourceNotFound'] as const
    const rows: [string, object, readonly [number, string]][] = [
      ['no client', { clientId: undefined }, bad],
      ["the app's ID", { clientId: appId }, missing],
      ["the registration's ID", { clientId: id }, missing],
      ['an unknown API', { resourceId: crypto.randomUUID() }, missing],
      ['no type', { consentType: undefined }, bad],
      ['an unknown type', { consentType: 'Everybody' }, bad],
      ['a person, though for all', { principalId: crypto.randomUUID() }, bad],
      ['nobody, though for one', { consentType: 'Principal' }, bad],
      ['an unknown person', { consentType: 'Principal', principalId: crypto.randomUUID() }, missing],
      ['no scope', { scope: undefined }, bad],
    ]
    for (const [name, wrong, [status, code]] of rows) {
      await t.test(name, async () => {
        refused(await graph('POST', '/oauth2PermissionGrants', { ...good, ...wrong }), status, code)
      })
    }
    ok(await graph('POST', '/oauth2PermissionGrants', good), 201)
  })
})

/** A public client with its service principal, whose object ID a consent names. */
async function register({ graph }: Pick<Person, 'graph'>) {
  const { id, appId } = ok(
    await graph('POST', '/applications', { displayName: 'Roles', isFallbackPublicClient: true }),
    201,
  )
  const { id: clientId } = ok(await graph('POST', '/servicePrincipals', { appId }), 201)
  return { id, appId, clientId }
}

/** What a person's token for an API says that the app may, or Entra's refusal. */
async function tokenScopes(
  { emulator, tenant }: World,
  client_id: string,
  resource = 'api.powerplatform.com',
) {
  const person = { username: `${crypto.randomUUID()}@contoso.com`, password: crypto.randomUUID() }
  tenant.addUser(person)
  const scope = `https://${resource}/.default`
  const { json } = await requestToken(emulator, tenant.id, {
    grant_type: 'password',
    client_id,
    scope,
    ...person,
  })
  return json.access_token ? decodeJwt(json.access_token).scp : json.error_codes[0]
}
