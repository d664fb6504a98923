import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ok, refused, startWorld } from './world.ts'

const missing = [404, 'Request_ResourceNotFound'] as const

describe('a new object', () => {
  it('is not found by as many requests as the test says, one after the other', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn({ roles: ['Global Administrator'] })
    const { delays } = world.emulator.entra.replication
    delays.notFound = 2
    const { id, appId } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
    refused(await graph('PATCH', `/applications/${id}`, { notes: 'x' }), ...missing)
    refused(await graph('POST', `/applications(appId='${appId}')/addPassword`, {}), ...missing)
    ok(await graph('PATCH', `/applications/${id}`, { notes: 'x' }), 204)

    const credentials = `/applications/${id}/federatedIdentityCredentials`
    const made = { name: 'main', issuer: 'https://contoso.com', subject: 'x', audiences: ['api://x'] }
    ok(await graph('POST', credentials, made), 201)
    for (let each = 0; each < 2; each += 1) refused(await graph('GET', `${credentials}/main`), ...missing)
    ok(await graph('GET', `${credentials}/main`), 200)

    const { id: clientId } = ok(await graph('POST', '/servicePrincipals', { appId }), 201)
    const grant = {
      clientId,
      consentType: 'AllPrincipals',
      resourceId: world.tenant.powerPlatform.objectId,
      scope: 'x',
    }
    for (let each = 0; each < 2; each += 1)
      refused(await graph('POST', '/oauth2PermissionGrants', grant), ...missing)
    delays.notFound = 0
    const { id: consent } = ok(await graph('POST', '/oauth2PermissionGrants', grant), 201)
    ok(await graph('GET', `/oauth2PermissionGrants/${consent}`), 200)
  })

  it('is found at once by an upsert', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    world.emulator.entra.replication.delays.notFound = 1
    const upsert = (path: string, body: object) => graph('PATCH', path, body, { Prefer: 'create-if-missing' })
    const app = "/applications(uniqueName='pipeline')"
    const { appId } = ok(await upsert(app, { displayName: 'App' }), 201)
    ok(await upsert(app, { displayName: 'App' }), 204)
    refused(await graph('GET', app), ...missing)
    const principal = `/servicePrincipals(appId='${appId}')`
    ok(await upsert(principal, {}), 201)
    ok(await upsert(principal, {}), 204)
    refused(await graph('GET', principal), ...missing)
    const credential = `${app}/federatedIdentityCredentials(name='main')`
    const trust = { issuer: 'https://contoso.com', subject: 'x', audiences: ['api://x'] }
    ok(await upsert(credential, trust), 201)
    ok(await upsert(credential, trust), 204)
    refused(await graph('GET', credential), ...missing)
    ok(await graph('GET', credential), 200)
  })

  it('is missing from lists for as long', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    world.emulator.entra.replication.delays.notListed = 1
    const { id } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
    const list = async () =>
      ok(await graph('GET', "/applications?$filter=displayName eq 'App'"), 200).value.length
    assert.deepEqual([await list(), await list()], [0, 1])
    ok(await graph('GET', `/applications/${id}`), 200)
  })

  it('has no service principal yet: no application at first, then one of elsewhere', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    Object.assign(world.emulator.entra.replication.delays, { noBackingApplication: 1, foreignApplication: 1 })
    const { appId } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
    const answers = [
      [403, 'Authorization_RequestDenied', /must in the local tenant$/],
      [400, 'NoBackingApplicationObject', /does not reference a valid application object\.$/],
    ] as const
    for (const [status, code, message] of answers) {
      refused(await graph('POST', '/servicePrincipals', { appId }), status, code, message)
    }
    ok(await graph('POST', '/servicePrincipals', { appId }), 201)
    const upsert = { Prefer: 'create-if-missing' }
    const other = ok(await graph('POST', '/applications', { displayName: 'Other' }), 201)
    const path = `/servicePrincipals(appId='${other.appId}')`
    for (const [status, code] of answers) refused(await graph('PATCH', path, {}, upsert), status, code)
    ok(await graph('PATCH', path, {}, upsert), 201)
  })

  it('spreads at once where no test says otherwise', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const { id, appId } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
    ok(await graph('GET', `/applications/${id}`), 200)
    ok(await graph('POST', '/servicePrincipals', { appId }), 201)
  })
})
