import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestToken, send } from './client.ts'
import { startEmulator } from './emulator.ts'
import { verifyAccessToken } from './token.ts'

const scope = 'https://api.powerplatform.com/.default'

test("an app's token has the claims of Entra's v1 tokens", async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const { json } = await requestToken(emulator, tenant.domain, {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.addSecret(),
    scope,
  })
  assert.equal(json.expires_in, 3599)
  const { payload, protectedHeader } = await verifyAccessToken(emulator, tenant.id, json.access_token)

  const { aio, rh, uti, xms_ftd, iat = 0, nbf = 0, exp = 0, ...structural } = payload
  assert.deepEqual(structural, {
    aud: 'https://api.powerplatform.com',
    iss: `https://sts.windows.net/${tenant.id}/`,
    appid: app.clientId,
    appidacr: '1',
    idp: `https://sts.windows.net/${tenant.id}/`,
    idtyp: 'app',
    oid: app.objectId,
    sub: app.objectId,
    tid: tenant.id,
    ver: '1.0',
  })
  for (const opaque of [aio, rh, uti, xms_ftd]) assert.equal(typeof opaque, 'string')
  assert.equal(nbf, iat)
  assert.ok(Math.abs(exp - Date.now() / 1000 - 3599) < 5)
  assert.equal(protectedHeader.alg, 'RS256')
  assert.equal(protectedHeader.kid, protectedHeader.x5t)
})

test("a user's token says who and what for", async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp({ publicClient: true })
  const user = tenant.addUser({ username: 'ada@contoso.com', password: 'pässwörd+ %&' })
  tenant.consent(app, ['EnvironmentManagement.Environments.Read'])
  const form = { grant_type: 'password', client_id: app.clientId, username: user.username, scope }
  const { json } = await requestToken(emulator, tenant.id, { ...form, password: 'pässwörd+ %&' })

  assert.equal(
    json.scope,
    'https://api.powerplatform.com/EnvironmentManagement.Environments.Read https://api.powerplatform.com/.default',
  )
  assert.equal('refresh_token' in json, false)
  const { payload } = await verifyAccessToken(emulator, tenant.id, json.access_token)
  assert.equal(payload.scp, 'EnvironmentManagement.Environments.Read')
  assert.equal(payload.upn, user.username)
  assert.equal(payload.unique_name, user.username)
  assert.equal(payload.oid, user.objectId)
  assert.equal(payload.appidacr, '0')
  assert.notEqual(payload.sub, payload.oid)
})

test('a confidential app signs users in with its secret, in the body or as basic authentication', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const client_secret = app.addSecret({ value: "-se:cr%et+&'ü" })
  tenant.consent(app)
  tenant.addUser({ username: 'ada@contoso.com', password: 'right' })
  const form = { grant_type: 'password', username: 'ada@contoso.com', password: 'right', scope }
  const { clientId: client_id } = app
  const inBody = await requestToken(emulator, tenant.id, { ...form, client_id, client_secret })
  assert.equal(inBody.status, 200)

  const credentials = `${client_id}:${encodeURIComponent(client_secret)}`
  const headers = { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
  const inHeader = await send(emulator, { path: `/${tenant.id}/oauth2/v2.0/token`, form, headers })
  assert.equal(inHeader.status, 200)
  const { payload } = await verifyAccessToken(emulator, tenant.id, inHeader.json.access_token)
  assert.equal(payload.appidacr, '1')
})

test('a device code gives a token once somebody has approved it', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp({ publicClient: true })
  tenant.consent(app)
  const user = tenant.addUser({ username: 'ada@contoso.com', password: 'right', mfa: true })
  const asked = { client_id: app.clientId, scope: `${scope} offline_access openid` }
  const path = `/${tenant.id}/oauth2/v2.0/devicecode`
  const { json: code } = await send(emulator, { path, form: asked })
  assert.equal(code.interval, 5)
  assert.ok(code.message.includes(code.user_code))

  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
  // The code has the scope.
  const poll = { client_id: app.clientId, grant_type, device_code: code.device_code }
  assert.equal((await requestToken(emulator, tenant.id, poll)).json.error, 'authorization_pending')
  tenant.deviceCodes.approve(code.user_code, user)
  const { status, json } = await requestToken(emulator, tenant.id, poll)
  assert.equal(status, 200)
  assert.ok(json.refresh_token && json.id_token)
  const { payload } = await verifyAccessToken(emulator, tenant.id, json.access_token)
  assert.equal(payload.oid, user.objectId)
})
