import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { requestToken, send } from '../client.ts'
import { directoryRoles } from '../directory-roles.ts'
import { graphHosts } from '../hosts.ts'
import { ok, refused, startWorld, tokenOf, type World } from './world.ts'

describe('a request to Graph', () => {
  it('needs a good token for Graph, of this cloud', async () => {
    await using world = await startWorld()
    const { user, token, graph } = await world.signIn({ permissions: ['User.Read'] })
    const unauthorized = [401, 'InvalidAuthenticationToken'] as const
    refused(await ask(world, {}), ...unauthorized, /empty/)
    refused(await ask(world, { token: 'x.y.z' }), ...unauthorized)
    refused(await ask(world, { token: await world.emulator.github.mint() }), ...unauthorized)
    refused(await ask(world, { token, host: 'graph.microsoft.us' }), ...unauthorized, /audience/)
    world.tenant.consent(world.client)
    const person = { username: user.username, password: user.password ?? '' }
    const foreign = await tokenOf({ ...world, ...person, resource: 'api.powerplatform.com' })
    refused(await ask(world, { token: foreign }), ...unauthorized, /audience/)
    for (const host of graphHosts) {
      const own = await tokenOf({ ...world, ...person, resource: host })
      assert.equal(ok(await ask(world, { token: own, host }), 200).id, user.objectId, host)
      assert.equal(ok(await ask(world, { token: own, host: null }), 200).id, user.objectId, 'on loopback')
    }
    world.emulator.entra.expiresIn = -10
    refused(
      await ask(world, { token: await tokenOf({ ...world, ...person, resource: 'graph.microsoft.com' }) }),
      ...unauthorized,
      /expired/,
    )
    assert.deepEqual(ok(await graph('GET', '/me'), 200).userPrincipalName, user.username)
  })

  it('is refused to an app by itself', async () => {
    await using world = await startWorld()
    const app = world.tenant.addApp()
    const { json } = await requestToken(world.emulator, world.tenant.id, {
      grant_type: 'client_credentials',
      ...{
        client_id: app.clientId,
        client_secret: app.addSecret(),
        scope: 'https://graph.microsoft.com/.default',
      },
    })
    refused(
      await ask(world, { token: json.access_token, path: '/applications' }),
      403,
      'Authorization_RequestDenied',
    )
  })

  it("needs a permission of the app that signs the person in, whatever the person's role", async (t) => {
    await using world = await startWorld()
    const id = crypto.randomUUID()
    const consent = 'DelegatedPermissionGrant.ReadWrite.All'
    const rows: [method: string, path: string, needed: string, tooLittle: string][] = [
      ['GET', '/applications', 'Application.Read.All', consent],
      ['GET', `/applications/${id}`, 'Directory.Read.All', 'User.Read'],
      ['POST', '/applications', 'Application.ReadWrite.All', 'Application.Read.All'],
      ['PATCH', `/applications/${id}`, 'Application.ReadWrite.All', 'Application.Read.All'],
      ['DELETE', `/applications/${id}`, 'Application.ReadWrite.All', 'Application.Read.All'],
      ['POST', `/applications/${id}/addPassword`, 'Application.ReadWrite.All', 'Application.Read.All'],
      ['POST', `/applications/${id}/removePassword`, 'Application.ReadWrite.All', 'Application.Read.All'],
      ['GET', `/applications/${id}/federatedIdentityCredentials`, 'Application.Read.All', 'User.Read'],
      ['GET', `/applications/${id}/federatedIdentityCredentials/x`, 'Application.Read.All', 'User.Read'],
      [
        'POST',
        `/applications/${id}/federatedIdentityCredentials`,
        'Application.ReadWrite.All',
        'Application.Read.All',
      ],
      [
        'PATCH',
        `/applications/${id}/federatedIdentityCredentials/x`,
        'Application.ReadWrite.All',
        'Application.Read.All',
      ],
      [
        'DELETE',
        `/applications/${id}/federatedIdentityCredentials/x`,
        'Application.ReadWrite.All',
        'Application.Read.All',
      ],
      ['GET', '/servicePrincipals', 'Application.Read.All', consent],
      ['GET', `/servicePrincipals/${id}`, 'Application.Read.All', consent],
      ['POST', '/servicePrincipals', 'Application.ReadWrite.All', 'Application.Read.All'],
      ['PATCH', `/servicePrincipals/${id}`, 'Application.ReadWrite.All', 'Application.Read.All'],
      ['DELETE', `/servicePrincipals/${id}`, 'Application.ReadWrite.All', 'Application.Read.All'],
      ['GET', '/oauth2PermissionGrants', consent, 'Application.ReadWrite.All'],
      ['GET', `/oauth2PermissionGrants/${id}`, consent, 'Application.ReadWrite.All'],
      ['GET', `/servicePrincipals/${id}/oauth2PermissionGrants`, consent, 'Application.ReadWrite.All'],
      ['POST', '/oauth2PermissionGrants', consent, 'Application.ReadWrite.All'],
      ['PATCH', `/oauth2PermissionGrants/${id}`, consent, 'Application.ReadWrite.All'],
      ['DELETE', `/oauth2PermissionGrants/${id}`, consent, 'Application.ReadWrite.All'],
      ['GET', '/me', 'User.Read', consent],
      ['GET', '/me/memberOf', 'User.Read', consent],
      ['GET', '/organization', 'User.Read', consent],
      ['GET', '/policies/authorizationPolicy', 'Policy.Read.All', 'User.Read'],
    ]
    for (const [method, path, needed, tooLittle] of rows) {
      await t.test(`${method} ${path.replace(id, '{id}')}`, async () => {
        const body = method === 'POST' || method === 'PATCH' ? {} : undefined
        const signedIn = (permission: string) =>
          world.signIn({ roles: ['Global Administrator'], permissions: [permission] })
        const little = await (await signedIn(tooLittle)).graph(method, path, body)
        refused(little, 403, 'Authorization_RequestDenied', /^Insufficient privileges/)
        const enough = await (await signedIn(needed)).graph(method, path, body)
        assert.ok([200, 400, 404].includes(enough.status), enough.text)
      })
    }
    assert.deepEqual(world.emulator.unexpected, [])
  })

  it('says who signs in, with which roles, and where', async () => {
    await using world = await startWorld({ usersMayRegisterApps: false })
    const roles = ['Application Developer', 'Power Platform Administrator'] as const
    const { graph, user } = await world.signIn({
      roles: [...roles],
      permissions: ['User.Read', 'Policy.Read.All'],
    })
    assert.equal(ok(await graph('GET', '/me?$select=id'), 200).id, user.objectId)
    for (const path of [
      '/me/memberOf',
      '/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=roleTemplateId',
    ]) {
      const { value } = ok(await graph('GET', path), 200)
      assert.deepEqual(
        value.map(({ roleTemplateId }: { roleTemplateId: string }) => roleTemplateId),
        roles.map((role) => directoryRoles[role]),
      )
    }
    const { id, displayName, domain } = world.tenant
    const { value } = ok(await graph('GET', '/organization'), 200)
    assert.deepEqual(
      [value[0].id, value[0].displayName, value[0].verifiedDomains[0].name],
      [id, displayName, domain],
    )
    const policy = ok(await graph('GET', '/policies/authorizationPolicy'), 200)
    assert.equal(policy.defaultUserRolePermissions.allowedToCreateApps, false)
  })

  it('that writes says that it is JSON, and is', async () => {
    await using world = await startWorld()
    const { token } = await world.signIn()
    const post = (type: string | undefined, body: string) =>
      ask(world, { token, path: '/applications', method: 'POST', type, body })
    refused(await post(undefined, '{}'), 400, 'BadRequest', /Content-Type/)
    refused(await post('text/plain', '{}'), 400, 'BadRequest', /JSON Content-Type/)
    for (const body of ['{', '[]', 'null', '"x"']) {
      refused(await post('application/json', body), 400, 'BadRequest', /Unable to read JSON/)
    }
    ok(await post('application/json; charset=utf-8', '{"displayName":"App"}'), 201)
  })

  it('has an ID, and that of its client', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const id = crypto.randomUUID()
    for (const path of ['/applications', '/applications/x']) {
      const { headers } = await graph('GET', path, undefined, { 'client-request-id': id })
      assert.equal(headers['client-request-id'], id)
      assert.ok(headers['request-id'])
    }
  })

  it('meets faults as Graph has them', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    world.emulator.faults.next('graph', [{ throttle: { retryAfter: '7' } }, { status: 503 }])
    const throttled = await graph('GET', '/applications')
    refused(throttled, 429, 'TooManyRequests')
    assert.equal(throttled.headers['retry-after'], '7')
    assert.equal((await graph('GET', '/applications')).status, 503)
    ok(await graph('GET', '/applications'), 200)
  })

  it('that the emulator knows nothing about is noted', async (t) => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const { id, appId } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
    const rows: [method: string, path: string, body?: object][] = [
      ['GET', '/groups'],
      ['PUT', `/applications/${id}`],
      ['POST', `/applications/${id}/addKey`, {}],
      ['GET', "/applications(displayName='App')"],
      ['GET', '/applications?$expand=owners'],
      ['GET', '/applications?$select=passwordCredential'],
      ['GET', "/applications?$filter=notes eq 'x'"],
      ['GET', "/applications?$filter=displayName ne 'x'"],
      ['GET', "/applications?$filter=displayName eq 'x' nor displayName eq 'y'"],
      ['PATCH', `/applications/${id}`, { displayname: 'x' }],
      ['POST', `/applications/${id}/addPassword`, { passwordCredential: { hint: 'x' } }],
      ['POST', '/servicePrincipals', { appId, notes: 'x' }],
    ]
    for (const [index, [method, path, body]] of rows.entries()) {
      await t.test(`${method} ${path} ${JSON.stringify(body)}`, async () => {
        assert.equal((await graph(method, path, body)).status, 404)
        assert.equal(world.emulator.unexpected.length, index + 1)
      })
    }
    const beta = await send(world.emulator, { service: 'graph', path: '/beta/applications' })
    assert.equal(beta.status, 404)
    assert.equal(world.emulator.unexpected.length, rows.length + 1)
  })
})

function ask(
  { emulator }: World,
  {
    token,
    host = 'graph.microsoft.com',
    path = '/me',
    method = 'GET',
    type,
    body,
  }: {
    token?: string
    /** Null for the listener's own. */
    host?: string | null
    path?: string
    method?: string
    type?: string | undefined
    body?: string
  },
) {
  return send(emulator, {
    ...{ service: 'graph', method, path: `/v1.0${path}` },
    ...(host && { host }),
    headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(type && { 'Content-Type': type }) },
    ...(body !== undefined && { body }),
  })
}
