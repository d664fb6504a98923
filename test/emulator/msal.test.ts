import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCertificate } from './certificates.ts'
import type { MsalCase } from './clients/msal.ts'
import { runClient } from './clients/run.ts'
import { startEmulator } from './emulator.ts'
import { verifyAccessToken } from './token.ts'

const scope = 'https://api.powerplatform.com/.default'

test('MSAL gets tokens, with its default discovery', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp({ publicClient: true })
  tenant.consent(app)
  const clientSecret = app.addSecret()
  const { certificatePem, privateKeyPem, thumbprintSha256 } = await createCertificate()
  app.addCertificate(certificatePem)
  const user = tenant.addUser({ username: 'ada@contoso.com', password: 'correct horse & battery' })
  const certificate = { thumbprintSha256, privateKey: privateKeyPem }
  const { clientId } = app
  const authority = `https://login.microsoftonline.com/${tenant.id}`
  const { host } = new URL(emulator.loginOrigin)
  const discovered = { authority: `${emulator.loginOrigin}/${tenant.id}`, knownAuthorities: [host] }

  const cases: MsalCase[] = [
    { auth: { clientId, authority, clientSecret }, scope },
    { auth: { clientId, authority, clientCertificate: certificate }, scope },
    { auth: { clientId, ...discovered, clientSecret }, scope },
    { auth: { clientId, ...discovered, clientCertificate: certificate }, scope },
    { auth: { clientId, authority }, scope, username: user.username, password: user.password ?? '' },
  ]
  const outcomes = await runClient(emulator, 'msal', cases)

  for (const [index, { answer, error }] of outcomes.entries()) {
    assert.equal(error, undefined, `case ${index}`)
    const { payload } = await verifyAccessToken(emulator, tenant.id, answer.accessToken)
    assert.equal(payload.appid, clientId)
  }
  const { answer } = outcomes.at(-1) ?? {}
  assert.equal(answer.account.username, user.username)
  assert.equal(answer.tenantId, tenant.id)
  assert.ok(emulator.requests.some(({ path }) => path.endsWith('/v2.0/.well-known/openid-configuration')))
  assert.deepEqual(emulator.unexpected, [])
})

test('MSAL reports why it gets none', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp({ publicClient: true })
  tenant.addUser({ username: 'ada@contoso.com', password: 'right', mfa: true })
  const { clientId } = app
  const authority = `https://login.microsoftonline.com/${tenant.id}`
  const unknown = 'https://login.example.com'

  const outcomes = await runClient<MsalCase>(emulator, 'msal', [
    { auth: { clientId: tenant.addApp().clientId, authority, clientSecret: 'wrong' }, scope },
    { auth: { clientId, authority }, scope, username: 'ada@contoso.com', password: 'right' },
    { auth: { clientId, authority: `${unknown}/${tenant.id}` }, scope, username: 'ada', password: 'right' },
  ])

  const [wrongSecret, mfa, unknownInstance] = outcomes.map(({ error }) => error)
  assert.equal(wrongSecret.errorCode, 'invalid_client')
  assert.match(wrongSecret.message, /AADSTS7000215: Invalid client secret provided\..* Trace ID: /)
  assert.equal(mfa.name, 'InteractionRequiredAuthError')
  assert.match(mfa.message, /AADSTS50076/)
  assert.equal(unknownInstance.errorCode, 'endpoints_resolution_error')
  const discovery = emulator.requests.find(({ path }) => path === '/common/discovery/instance')
  assert.equal(discovery?.host, 'login.microsoftonline.com')
  assert.equal(discovery?.status, 400)
})
