import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SignJWT } from 'jose'
import { createCertificate } from '../certificates.ts'
import { requestToken } from '../client.ts'
import { ok, type Person, refused, startWorld, type World } from './world.ts'

const scope = 'https://api.powerplatform.com/.default'

describe('new apps and credentials', () => {
  it('are unknown to Entra for as many requests as the test says', async () => {
    await using world = await startWorld()
    const { emulator } = world
    Object.assign(emulator.entra.replication.delays, { unknownApp: 1, unknownCredential: 2 })
    const person = await world.signIn()
    const { id, appId } = await register(person)
    const path = `/applications/${id}`
    const codes = async (signIn: () => ReturnType<typeof present>, count: number) => {
      const seen = []
      for (let each = 0; each < count; each += 1) {
        const { status, json } = await signIn()
        seen.push(status === 200 ? 'token' : json.error_codes[0])
      }
      return seen
    }
    const { secretText } = ok(await person.graph('POST', `${path}/addPassword`, {}), 200)
    const bySecret = () => present(world, appId, { client_secret: secretText })
    assert.deepEqual(await codes(bySecret, 4), [700016, 7000215, 7000215, 'token'])

    const certificate = await createCertificate()
    const key = base64(certificate.certificatePem)
    const keyCredentials = [{ type: 'AsymmetricX509Cert', usage: 'Verify', key }]
    ok(await person.graph('PATCH', path, { keyCredentials }), 204)
    const byCertificate = () => presentCertificate(world, appId, certificate)
    assert.deepEqual(await codes(byCertificate, 3), [700027, 700027, 'token'])

    const { issuer, subject } = emulator.github.job({ repository: 'octo/deploy', realHosts: true })
    const audiences = ['api://AzureADTokenExchange']
    const credential = { name: 'main', issuer, subject, audiences }
    ok(await person.graph('POST', `${path}/federatedIdentityCredentials`, credential), 201)
    const client_assertion = await emulator.github.mint({ iss: issuer, sub: subject })
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    const byJob = () => present(world, appId, { client_assertion, client_assertion_type })
    assert.deepEqual(await codes(byJob, 3), [70025, 70025, 'token'])
    // Those that have spread stay known.
    ok(await person.graph('PATCH', path, { notes: 'x' }), 204)
    assert.deepEqual(await codes(byCertificate, 1), ['token'])
  })
})

describe('secrets', () => {
  it('are shown once, and good for a token until they are removed', async () => {
    await using world = await startWorld()
    const person = await world.signIn()
    const { id, appId } = await register(person)
    const path = `/applications/${id}`
    const start = '2026-01-31T00:00:00Z'
    const passwordCredential = { displayName: 'pipeline', startDateTime: start }
    const secret = ok(await person.graph('POST', `${path}/addPassword`, { passwordCredential }), 200)
    assert.deepEqual([secret.displayName, secret.hint], ['pipeline', secret.secretText.slice(0, 3)])
    assert.equal(secret.endDateTime, '2028-01-31T00:00:00.000Z')
    const [listed, ...others] = ok(await person.graph('GET', path), 200).passwordCredentials
    assert.deepEqual([listed, others], [{ ...secret, secretText: null }, []])

    const signIn = () => present(world, appId, { client_secret: secret.secretText })
    assert.equal((await signIn()).status, 200)
    ok(await person.graph('POST', `${path}/removePassword`, { keyId: secret.keyId }), 204)
    assert.deepEqual((await signIn()).json.error_codes, [7000215])
    refused(
      await person.graph('POST', `${path}/removePassword`, { keyId: secret.keyId }),
      ...([400, 'Request_BadRequest', /No password credential found/] as const),
    )
  })

  it('end when they are told to', async () => {
    await using world = await startWorld()
    const person = await world.signIn()
    const { id, appId } = await register(person)
    const path = `/applications(appId='${appId}')/addPassword`
    const passwordCredential = { startDateTime: '2020-01-01T00:00:00Z', endDateTime: '2020-02-01T00:00:00Z' }
    const { secretText } = ok(await person.graph('POST', path, { passwordCredential }), 200)
    assert.deepEqual((await present(world, appId, { client_secret: secretText })).json.error_codes, [7000222])
    for (const wrong of [
      { endDateTime: 'tomorrow' },
      { endDateTime: '2020-01-01' },
      { startDateTime: '2027-01-01T00:00:00Z', endDateTime: '2026-01-01T00:00:00Z' },
      { displayName: 1 },
    ]) {
      refused(await person.graph('POST', path, { passwordCredential: wrong }), 400, 'Request_BadRequest')
    }
    assert.equal(ok(await person.graph('GET', `/applications/${id}`), 200).passwordCredentials.length, 1)
  })
})

describe('certificates', () => {
  it('are added to the list that is there, and good for a token until they are off it', async () => {
    await using world = await startWorld()
    const person = await world.signIn()
    const { id, appId } = await register(person)
    const path = `/applications/${id}`
    const [first, second] = [await createCertificate(), await createCertificate()]
    const entry = (pem: string) => ({ type: 'AsymmetricX509Cert', usage: 'Verify', key: base64(pem) })
    ok(await person.graph('PATCH', path, { keyCredentials: [entry(first.certificatePem)] }), 204)
    const [kept] = ok(await person.graph('GET', path), 200).keyCredentials
    assert.equal(kept.key, null)
    const selected = ok(await person.graph('GET', `${path}?$select=keyCredentials`), 200)
    assert.equal(selected.keyCredentials[0].key, base64(first.certificatePem))

    ok(await person.graph('PATCH', path, { keyCredentials: [kept, entry(second.certificatePem)] }), 204)
    const both = ok(await person.graph('GET', path), 200).keyCredentials
    assert.deepEqual([both.length, both[0]], [2, kept])
    for (const certificate of [first, second]) {
      assert.equal((await presentCertificate(world, appId, certificate)).status, 200)
    }
    ok(await person.graph('PATCH', path, { keyCredentials: [both[1]] }), 204)
    assert.deepEqual((await presentCertificate(world, appId, first)).json.error_codes, [700027])
    assert.equal((await presentCertificate(world, appId, second)).status, 200)

    for (const [name, wrong] of Object.entries({
      'a certificate of another key ID': { ...both[1], key: base64(first.certificatePem) },
      'an unknown key ID alone': { ...both[0], keyId: crypto.randomUUID() },
      'no certificate': { ...entry(first.certificatePem), key: 'bm9uZQ==' },
      'a PEM file': {
        ...entry(first.certificatePem),
        key: Buffer.from(first.certificatePem).toString('base64'),
      },
      'a key to sign with': { ...entry(first.certificatePem), usage: 'Sign' },
    })) {
      const answer = await person.graph('PATCH', path, { displayName: 'x', keyCredentials: [wrong] })
      refused(answer, 400, 'Request_BadRequest')
      const { displayName, keyCredentials } = ok(await person.graph('GET', path), 200)
      assert.deepEqual([displayName, keyCredentials.length], ['App', 1], name)
    }
  })
})

/** Registers an app with its service principal. */
async function register({ graph }: Person): Promise<{ id: string; appId: string }> {
  const { id, appId } = ok(await graph('POST', '/applications', { displayName: 'App' }), 201)
  ok(await graph('POST', '/servicePrincipals', { appId }), 201)
  return { id, appId }
}

function present({ emulator, tenant }: World, client_id: string, credential: Record<string, string>) {
  return requestToken(emulator, tenant.id, {
    grant_type: 'client_credentials',
    ...{ client_id, scope },
    ...credential,
  })
}

async function presentCertificate(
  world: World,
  appId: string,
  { privateKey, thumbprintSha256 }: Awaited<ReturnType<typeof createCertificate>>,
) {
  const { host } = new URL(world.emulator.loginOrigin)
  const client_assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({
      alg: 'PS256',
      'x5t#S256': Buffer.from(thumbprintSha256, 'hex').toString('base64url'),
    })
    .setIssuer(appId)
    .setSubject(appId)
    .setAudience(`https://${host}/${world.tenant.id}/oauth2/v2.0/token`)
    .setExpirationTime('5m')
    .sign(privateKey)
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  return present(world, appId, { client_assertion, client_assertion_type })
}

function base64(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '')
}
