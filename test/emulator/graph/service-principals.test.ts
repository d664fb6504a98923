import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { requestToken } from '../client.ts'
import { ok, refused, startWorld } from './world.ts'

const powerPlatform = '8578e004-a5c6-46e7-913e-12f58912df43'
const upsert = { Prefer: 'create-if-missing' }

describe('service principals', () => {
  it('are made for an app, found by each key, changed, and taken away', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const { id: registrationId, appId } = ok(
      await graph('POST', '/applications', { displayName: 'App' }),
      201,
    )
    const { secretText } = ok(await graph('POST', `/applications/${registrationId}/addPassword`, {}), 200)
    const signIn = async () => {
      const answer = await requestToken(world.emulator, world.tenant.id, {
        grant_type: 'client_credentials',
        ...{ client_id: appId, client_secret: secretText, scope: 'https://api.powerplatform.com/.default' },
      })
      return answer.status === 200 ? 'token' : answer.json.error_codes[0]
    }
    assert.equal(await signIn(), 7000229)
    const made = ok(
      await graph('POST', '/servicePrincipals', { appId, appRoleAssignmentRequired: true }),
      201,
    )
    assert.deepEqual(
      [made.appId, made.displayName, made.appRoleAssignmentRequired, made.appOwnerOrganizationId],
      [appId, 'App', true, world.tenant.id],
    )
    assert.notEqual(made.id, registrationId)
    assert.equal(world.tenant.findApp(appId)?.requireAssignment, true)
    assert.equal(await signIn(), 'token')
    for (const key of [`/${made.id}`, `(appId='${appId}')`]) {
      assert.equal(ok(await graph('GET', `/servicePrincipals${key}`), 200).id, made.id)
    }
    for (const filter of [`appId eq '${appId}'`, `servicePrincipalNames/any(c:c eq '${appId}')`]) {
      const { value } = ok(await graph('GET', `/servicePrincipals?$filter=${filter}`), 200)
      assert.deepEqual([value.length, value[0].id], [1, made.id], filter)
    }
    ok(await graph('PATCH', `/servicePrincipals/${made.id}`, { accountEnabled: false }), 204)
    assert.equal(await signIn(), 7000112)
    ok(await graph('DELETE', `/servicePrincipals/${made.id}`), 204)
    refused(await graph('GET', `/servicePrincipals/${made.id}`), 404, 'Request_ResourceNotFound')
    assert.equal(await signIn(), 7000229)
    const again = ok(await graph('PATCH', `/servicePrincipals(appId='${appId}')`, {}, upsert), 201)
    assert.notEqual(again.id, made.id, 'another one')
    assert.equal(await signIn(), 'token')
    // The registration takes it along.
    ok(await graph('DELETE', `/applications/${registrationId}`), 204)
    refused(await graph('GET', `/servicePrincipals/${again.id}`), 404, 'Request_ResourceNotFound')
    assert.equal(await signIn(), 700016)
    assert.deepEqual(world.emulator.unexpected, [])
  })

  it('of an API of Microsoft are made by an administrator, with the permissions and their IDs', async () => {
    await using world = await startWorld()
    const [person, administrator] = [
      await world.signIn(),
      await world.signIn({ roles: ['Application Administrator'] }),
    ]
    world.tenant.removeResource()
    const path = `/servicePrincipals(appId='${powerPlatform}')`
    refused(await person.graph('GET', path), 404, 'Request_ResourceNotFound')
    refused(
      await person.graph('POST', '/servicePrincipals', { appId: powerPlatform }),
      ...([403, 'Authorization_RequestDenied', /must in the local tenant$/] as const),
    )
    ok(await administrator.graph('PATCH', path, {}, upsert), 201)
    ok(await administrator.graph('PATCH', path, {}, upsert), 204)
    refused(await person.graph('PATCH', path, { accountEnabled: false }), 403, 'Authorization_RequestDenied')
    refused(
      await administrator.graph('POST', '/servicePrincipals', { appId: powerPlatform }),
      ...([409, 'Request_MultipleObjectsWithSameKeyValue', /is already in use\.$/] as const),
    )
    const { oauth2PermissionScopes, displayName } = ok(
      await person.graph('GET', `${path}?$select=displayName,oauth2PermissionScopes`),
      200,
    )
    assert.equal(displayName, 'Power Platform API')
    const ids = Object.fromEntries(
      oauth2PermissionScopes.map(({ value, id }: Record<string, string>) => [value, id]),
    )
    assert.equal(ids['EnvironmentManagement.Environments.Read'], '177690ed-85f1-41d9-8dbf-2716e60ff46a')
    assert.equal(ids['Authorization.RoleAssignments.Write'], 'a53c8130-3c33-407c-a1ba-ec806fdc55ca')
  })

  it('are refused to those who may not make them, and without an app', async () => {
    await using world = await startWorld()
    const [owner, stranger] = [await world.signIn(), await world.signIn()]
    const administrator = await world.signIn({ roles: ['Global Administrator'] })
    const { appId } = ok(await owner.graph('POST', '/applications', { displayName: 'App' }), 201)
    const denied = [403, 'Authorization_RequestDenied'] as const
    refused(await stranger.graph('POST', '/servicePrincipals', { appId }), ...denied)
    world.tenant.usersMayRegisterApps = false
    refused(await owner.graph('POST', '/servicePrincipals', { appId }), ...denied)
    world.tenant.usersMayRegisterApps = true
    const { id } = ok(await owner.graph('POST', '/servicePrincipals', { appId }), 201)
    refused(await stranger.graph('PATCH', `/servicePrincipals/${id}`, { accountEnabled: false }), ...denied)
    refused(await stranger.graph('DELETE', `/servicePrincipals/${id}`), ...denied)

    const unknown = crypto.randomUUID()
    refused(
      await administrator.graph('POST', '/servicePrincipals', { appId: unknown }),
      ...([400, 'NoBackingApplicationObject', new RegExp(unknown)] as const),
    )
    refused(await owner.graph('POST', '/servicePrincipals', {}), 400, 'Request_BadRequest', /appId/)
    refused(await owner.graph('POST', '/servicePrincipals', { appId: 'x' }), 400, 'Request_BadRequest')
    refused(
      await owner.graph('PATCH', `/servicePrincipals/${id}`, { appRoleAssignmentRequired: 'no' }),
      ...([400, 'Request_BadRequest', /'appRoleAssignmentRequired'/] as const),
    )
  })
})
