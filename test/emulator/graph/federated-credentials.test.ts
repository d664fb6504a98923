import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ok, type Person, refused, startWorld } from './world.ts'

const upsert = { Prefer: 'create-if-missing' }
const good = {
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:octo@1/deploy@2:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
}
const code = 'InvalidFederatedIdentityCredentialValue'

describe('federated credentials', () => {
  it('are made, found by ID and by name, changed, and taken away', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const path = await pathOfNew({ graph })
    assert.deepEqual(ok(await graph('GET', path), 200).value, [])
    const made = ok(await graph('POST', path, { name: 'main', description: 'x', ...good }), 201)
    assert.deepEqual(
      { ...made, '@odata.context': 0, id: 0 },
      { '@odata.context': 0, id: 0, name: 'main', description: 'x', ...good },
    )
    for (const key of [`/${made.id}`, '/main', "(name='main')"]) {
      assert.equal(ok(await graph('GET', `${path}${key}`), 200).id, made.id, key)
    }
    ok(await graph('PATCH', `${path}/${made.id}`, { subject: 'repo:octo/deploy:pull_request' }), 204)
    const [changed] = ok(await graph('GET', `${path}?$filter=name eq 'main'`), 200).value
    assert.deepEqual(
      [changed.id, changed.subject, changed.description],
      [made.id, 'repo:octo/deploy:pull_request', 'x'],
    )
    ok(await graph('DELETE', `${path}/${made.id}`), 204)
    refused(await graph('GET', `${path}/${made.id}`), 404, 'Request_ResourceNotFound')
    refused(await graph('DELETE', `${path}/${made.id}`), 404, 'Request_ResourceNotFound')
    assert.deepEqual(world.emulator.unexpected, [])
  })

  it('are made or changed by name', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const path = await pathOfNew({ graph })
    const main = `${path}(name='main')`
    refused(await graph('PATCH', main, good), 404, 'Request_ResourceNotFound')
    assert.equal(ok(await graph('PATCH', main, good, upsert), 201).name, 'main')
    ok(await graph('PATCH', main, good, upsert), 204)
    ok(await graph('PATCH', main, { ...good, name: 'main' }), 204)
    refused(await graph('PATCH', main, { ...good, name: 'other' }), 400, code, /immutable/)
    assert.equal(ok(await graph('GET', path), 200).value.length, 1)
  })

  it('are refused where one has the name, or the issuer and subject', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const path = await pathOfNew({ graph })
    ok(await graph('POST', path, { name: 'main', ...good }), 201)
    refused(
      await graph('POST', path, { name: 'main', ...good, subject: 'another' }),
      ...([
        409,
        'Request_MultipleObjectsWithSameKeyValue',
        /^FederatedIdentityCredential with name main already exists\.$/,
      ] as const),
    )
    const unique = /combination of issuer and subject must be unique/
    refused(await graph('POST', path, { name: 'again', ...good }), 400, code, unique)
    refused(await graph('PATCH', `${path}(name='again')`, good, upsert), 400, code, unique)
    ok(await graph('POST', path, { name: 'again', ...good, subject: 'another' }), 201)
    refused(await graph('PATCH', `${path}/again`, { subject: good.subject }), 400, code, unique)
    // Another app may have the same.
    ok(await graph('POST', await pathOfNew({ graph }), { name: 'main', ...good }), 201)
  })

  it('are twenty at most', async () => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const path = await pathOfNew({ graph })
    for (let each = 1; each <= 20; each += 1) {
      ok(await graph('POST', path, { name: `job-${each}`, ...good, subject: `job ${each}` }), 201)
    }
    refused(await graph('POST', path, { name: 'one-more', ...good }), 400, 'Request_BadRequest', /20/)
    refused(await graph('PATCH', `${path}(name='one-more')`, good, upsert), 400, 'Request_BadRequest', /20/)
    ok(await graph('PATCH', `${path}(name='job-1')`, good, upsert), 204)
  })

  it('are refused where a part is wrong', async (t) => {
    await using world = await startWorld()
    const { graph } = await world.signIn()
    const path = await pathOfNew({ graph })
    const rows: [string, object][] = [
      ['no name', { name: undefined }],
      ['a name of two letters', { name: 'ab' }],
      ['a name of 121 letters', { name: 'x'.repeat(121) }],
      ['a dot in the name', { name: 'contoso.deploy' }],
      ['a space in the name', { name: 'con toso' }],
      ['a hyphen first', { name: '-main' }],
      ['no issuer', { issuer: undefined }],
      ['an issuer over HTTP', { issuer: 'http://contoso.com' }],
      ['a long issuer', { issuer: `https://contoso.com/${'x'.repeat(600)}` }],
      ['no subject', { subject: '' }],
      ['a subject of 601 letters', { subject: 'x'.repeat(601) }],
      ['no audience', { audiences: [] }],
      ['two audiences', { audiences: ['a', 'b'] }],
      ['an audience that is not a list', { audiences: 'api://AzureADTokenExchange' }],
    ]
    for (const [name, wrong] of rows) {
      await t.test(name, async () => {
        refused(await graph('POST', path, { name: 'main', ...good, ...wrong }), 400, code)
      })
    }
    for (const name of ['abc', 'x'.repeat(120), '0_a-B']) {
      ok(await graph('POST', path, { name, ...good, subject: name }), 201)
    }
  })
})

/** Registers an app, and answers where its federated credentials are. */
async function pathOfNew({ graph }: Pick<Person, 'graph'>): Promise<string> {
  const { id } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
  return `/applications/${id}/federatedIdentityCredentials`
}
