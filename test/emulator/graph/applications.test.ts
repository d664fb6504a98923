import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ok, refused, startWorld } from './world.ts'

const upsert = { Prefer: 'create-if-missing' }

describe('applications', () => {
  it('are made, found by each key, changed, and taken away', async () => {
    await using world = await startWorld()
    const { graph, user } = await world.signIn()
    assert.deepEqual(ok(await graph('GET', '/applications'), 200).value, [])
    const made = ok(
      await graph('POST', '/applications', {
        displayName: "Ada's pipeline",
        signInAudience: 'AzureADMyOrg',
        isFallbackPublicClient: true,
        publicClient: { redirectUris: ['http://localhost'] },
      }),
      201,
    )
    assert.equal(made['@odata.context'], 'https://graph.microsoft.com/v1.0/$metadata#applications/$entity')
    const app = world.tenant.findApp(made.appId)
    assert.ok(app)
    assert.deepEqual(
      [app.publicClient, app.redirectUris, app.servicePrincipal, [...app.owners]],
      [true, ['http://localhost'], false, [user]],
    )
    assert.notEqual(made.id, made.appId)
    for (const path of [
      `/applications/${made.id}`,
      `/applications('${made.id}')`,
      `/applications(appId='${made.appId}')`,
    ]) {
      assert.equal(ok(await graph('GET', path), 200).displayName, "Ada's pipeline")
    }
    for (const filter of [
      `appId eq '${made.appId}'`,
      "displayName eq 'Ada''s pipeline'",
      "startswith(displayName,'ada')",
    ]) {
      const { value } = ok(await graph('GET', `/applications?$filter=${filter}`), 200)
      assert.deepEqual(
        value.map(({ id }: { id: string }) => id),
        [made.id],
        filter,
      )
    }
    const resourceAccess = [{ id: crypto.randomUUID(), type: 'Scope' }]
    const requiredResourceAccess = [{ resourceAppId: crypto.randomUUID(), resourceAccess }]
    ok(
      await graph('PATCH', `/applications/${made.id}`, { displayName: 'Pipeline', requiredResourceAccess }),
      204,
    )
    const selected = ok(
      await graph('GET', `/applications/${made.id}?$select=displayName,requiredResourceAccess`),
      200,
    )
    assert.deepEqual(Object.keys(selected), ['@odata.context', 'displayName', 'requiredResourceAccess'])
    assert.deepEqual(selected.requiredResourceAccess, requiredResourceAccess)

    ok(await graph('DELETE', `/applications/${made.id}`), 204)
    refused(
      await graph('GET', `/applications/${made.id}`),
      404,
      'Request_ResourceNotFound',
      new RegExp(made.id),
    )
    assert.equal(world.tenant.findApp(made.appId), undefined)
    assert.deepEqual(world.emulator.unexpected, [])
  })

  it('are made or changed by a name of their own, whatever letters it has', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const path = "/applications(uniqueName='it''s:contoso-é')"
    refused(await graph('PATCH', path, { displayName: 'One' }), 404, 'Request_ResourceNotFound')
    const made = ok(await graph('PATCH', path, { displayName: 'One' }, upsert), 201)
    assert.equal(made.uniqueName, "it's:contoso-é")
    ok(await graph('PATCH', path, { displayName: 'Two' }, upsert), 204)
    ok(await graph('PATCH', path, { notes: 'x' }), 204)
    const { value } = ok(await graph('GET', '/applications'), 200)
    assert.deepEqual(
      value.map(({ displayName }: { displayName: string }) => displayName),
      ['Two'],
    )
    refused(
      await graph('PATCH', "/applications(uniqueName='other')", {}, upsert),
      ...([400, 'Request_BadRequest', /value is required for property 'displayName'/] as const),
    )
    // An app is made by its own name alone.
    refused(
      await graph('PATCH', `/applications(appId='${crypto.randomUUID()}')`, { displayName: 'x' }, upsert),
      ...([404, 'Request_ResourceNotFound'] as const),
    )
  })

  it('come page by page', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const displayName of names) ok(await graph('POST', '/applications', { displayName }), 201)
    world.emulator.graph.pageSize = 2
    const seen: string[] = []
    let pages = 0
    let path: string | undefined = '/applications?$select=displayName'
    while (path) {
      const { value, '@odata.nextLink': next } = ok(await graph('GET', path), 200)
      seen.push(...value.map(({ displayName }: { displayName: string }) => displayName))
      if (next) assert.ok(next.startsWith('https://graph.microsoft.com/v1.0/applications?'), next)
      path = next
      pages += 1
    }
    assert.deepEqual([seen, pages], [names, 3])
    assert.equal(ok(await graph('GET', '/applications?$top=1'), 200).value.length, 1)
    refused(await graph('GET', '/applications?$top=1000'), 400, 'BadRequest')
    refused(await graph('GET', '/applications?$skiptoken=x'), 400, 'BadRequest')
    refused(await graph('GET', "/applications?$filter=displayName eq 'a"), 400, 'BadRequest', /unterminated/)
  })

  it('are refused where a property is wrong, and stay as they are', async (t) => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const { id } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
    const before = ok(await graph('GET', `/applications/${id}`), 200)
    const rows: [string, object][] = [
      ['no name', { displayName: '' }],
      ['a name of 257 letters', { displayName: 'x'.repeat(257) }],
      ['a name that is a number', { displayName: 1 }],
      ['an unknown audience', { signInAudience: 'Everybody' }],
      ['a switch that is text', { isFallbackPublicClient: 'true' }],
      ['a redirect URI that is none', { publicClient: { redirectUris: ['localhost'] } }],
      ['one with a wildcard', { publicClient: { redirectUris: ['https://*.contoso.com'] } }],
      [
        'a permission without an ID',
        { requiredResourceAccess: [{ resourceAppId: id, resourceAccess: [{ id: 'x', type: 'Scope' }] }] },
      ],
      [
        'a permission of no known type',
        { requiredResourceAccess: [{ resourceAppId: id, resourceAccess: [{ id, type: 'Both' }] }] },
      ],
      ['an ID of its own', { appId: crypto.randomUUID() }],
      ['a unique name in the body', { uniqueName: 'x' }],
      ['a secret', { passwordCredentials: [{ displayName: 'x' }] }],
    ]
    for (const [name, body] of rows) {
      await t.test(name, async () => {
        refused(
          await graph('PATCH', `/applications/${id}`, { notes: 'changed', ...body }),
          400,
          'Request_BadRequest',
        )
        refused(
          await graph('POST', '/applications', { displayName: 'x', ...body }),
          400,
          'Request_BadRequest',
        )
        assert.deepEqual(ok(await graph('GET', `/applications/${id}`), 200), before)
      })
    }
    refused(await graph('POST', '/applications', {}), 400, 'Request_BadRequest', /displayName/)
    assert.equal(ok(await graph('GET', '/applications'), 200).value.length, 1)
  })

  it('are registered by those who may, and managed by their owners and by administrators', async () => {
    await using world = await startWorld()
    const [owner, stranger] = [await world.signIn(), await world.signIn()]
    const administrator = await world.signIn({ roles: ['Cloud Application Administrator'] })
    const { id } = ok(await owner.graph('POST', '/applications', { displayName: 'App' }), 201)
    ok(await stranger.graph('GET', `/applications/${id}`), 200)
    for (const [method, path, body] of [
      ['PATCH', `/applications/${id}`, { notes: 'x' }],
      ['DELETE', `/applications/${id}`],
      ['POST', `/applications/${id}/addPassword`, {}],
      ['POST', `/applications/${id}/removePassword`, { keyId: crypto.randomUUID() }],
      ['POST', `/applications/${id}/federatedIdentityCredentials`, {}],
      ['PATCH', `/applications/${id}/federatedIdentityCredentials(name='x')`, {}],
      ['DELETE', `/applications/${id}/federatedIdentityCredentials/x`],
    ] as const) {
      const answer = await stranger.graph(method, path, body)
      refused(
        answer,
        403,
        'Authorization_RequestDenied',
        /^Insufficient privileges to complete the operation\.$/,
      )
    }
    ok(await owner.graph('PATCH', `/applications/${id}`, { notes: 'x' }), 204)
    ok(await administrator.graph('PATCH', `/applications/${id}`, { notes: 'y' }), 204)

    world.tenant.usersMayRegisterApps = false
    refused(
      await owner.graph('POST', '/applications', { displayName: 'x' }),
      403,
      'Authorization_RequestDenied',
    )
    refused(
      await owner.graph('PATCH', "/applications(uniqueName='x')", { displayName: 'x' }, upsert),
      ...([403, 'Authorization_RequestDenied'] as const),
    )
    const developer = await world.signIn({ roles: ['Application Developer'] })
    ok(await developer.graph('POST', '/applications', { displayName: 'x' }), 201)
    ok(await administrator.graph('POST', '/applications', { displayName: 'x' }), 201)
  })
})
