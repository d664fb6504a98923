import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { send } from './client.ts'
import { startEmulator } from './emulator.ts'

test('metadata stays on the host that was asked, and names the tenant by ID', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant({ domain: 'contoso.com' })
  const path = '/contoso.com/v2.0/.well-known/openid-configuration'
  for (const host of ['login.microsoftonline.com', 'login.microsoftonline.us', undefined]) {
    const { json } = await send(emulator, { path, ...(host && { host }) })
    const base = `https://${host ?? new URL(emulator.loginOrigin).host}/${tenant.id}`
    assert.equal(json.issuer, `${base}/v2.0`)
    assert.equal(json.token_endpoint, `${base}/oauth2/v2.0/token`)
    assert.equal(json.device_authorization_endpoint, `${base}/oauth2/v2.0/devicecode`)
    assert.equal(json.jwks_uri, `${base}/discovery/v2.0/keys`)
  }
  const v1 = (await send(emulator, { path: '/contoso.com/.well-known/openid-configuration' })).json
  assert.equal(v1.issuer, `https://sts.windows.net/${tenant.id}/`)
  const common = (await send(emulator, { path: path.replace('contoso.com', 'common') })).json
  assert.match(common.issuer, /\/\{tenantid\}\/v2\.0$/)
  const unknown = await send(emulator, { path: path.replace('contoso.com', 'fabrikam.com') })
  assert.deepEqual(unknown.json.error_codes, [90002])
})

test('the keys are those of certificates', async () => {
  await using emulator = await startEmulator()
  for (const path of ['/common/discovery/v2.0/keys', '/common/discovery/keys']) {
    const { json } = await send(emulator, { path })
    const [key] = json.keys
    const certificate = new X509Certificate(Buffer.from(key.x5c[0], 'base64'))
    assert.equal(certificate.publicKey.export({ format: 'jwk' }).n, key.n)
    assert.equal(key.kid, key.x5t)
    assert.equal('d' in key, false)
  }
})

test('instance discovery knows the clouds, and nobody else', async () => {
  await using emulator = await startEmulator()
  const ask = (authority: string) => {
    const endpoint = encodeURIComponent(`${authority}/tenant/oauth2/v2.0/authorize`)
    return send(emulator, {
      path: `/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`,
    })
  }
  const { json } = await ask('https://login.microsoftonline.us')
  assert.equal(
    json.tenant_discovery_endpoint,
    'https://login.microsoftonline.us/tenant/v2.0/.well-known/openid-configuration',
  )
  assert.ok(json.metadata.length >= 3)
  const unknown = await ask(emulator.loginOrigin)
  assert.deepEqual([unknown.status, unknown.json.error], [400, 'invalid_instance'])
})
