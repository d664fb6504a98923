import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type JWTPayload, SignJWT } from 'jose'
import type { App } from './app.ts'
import { type Certificate, createCertificate } from './certificates.ts'
import { requestToken } from './client.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import type { EntraErrorCode } from './entra-errors.ts'
import type { Tenant } from './tenant.ts'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const now = () => Math.floor(Date.now() / 1000)

interface World {
  emulator: Emulator
  tenant: Tenant
  app: App
  certificate: Certificate
}

interface Variation {
  claims?: JWTPayload
  header?: Record<string, string>
  alg?: string
  signWith?: Certificate
}

test('certificate assertions', async (t) => {
  await using emulator = await startEmulator()
  const [certificate, other, expired, ec] = await Promise.all([
    createCertificate(),
    createCertificate(),
    createCertificate({ notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }),
    createCertificate({ keyType: 'ec' }),
  ])

  const x5t = (given: Certificate) => Buffer.from(given.thumbprintSha256, 'hex').toString('base64url')
  const missing = undefined as unknown as string
  const rows: [EntraErrorCode | undefined, string, Variation][] = [
    [undefined, 'PS256', {}],
    [undefined, 'RS256', { alg: 'RS256' }],
    [700027, 'another key', { signWith: other, header: { 'x5t#S256': x5t(certificate) } }],
    [700027, 'a certificate that is not registered', { signWith: other }],
    [700027, 'no thumbprint', { header: { 'x5t#S256': missing } }],
    [700027, 'an expired certificate', { signWith: expired }],
    [50027, 'an EC key', { signWith: ec, alg: 'ES256' }],
    [
      700023,
      'the audience of another tenant',
      { claims: { aud: 'https://login.microsoftonline.com/x/v2.0' } },
    ],
    [700021, 'another issuer', { claims: { iss: crypto.randomUUID() } }],
    [50048, 'another subject', { claims: { sub: crypto.randomUUID() } }],
    [700022, 'no subject', { claims: { sub: missing } }],
    [700024, 'expired', { claims: { exp: now() - 1 } }],
    [700024, 'not yet valid', { claims: { nbf: now() + 400 } }],
    [50027, 'no end', { claims: { exp: undefined as unknown as number } }],
    [50027, 'no jti', { claims: { jti: missing } }],
  ]
  for (const [code, when, variation] of rows) {
    await t.test(`${code ?? 'token'}: ${when}`, async () => {
      const tenant = emulator.entra.addTenant()
      const app = tenant.addApp()
      for (const given of [certificate, expired]) app.addCertificate(given.certificatePem)
      const { status, json } = await present({ emulator, tenant, app, certificate }, variation)
      assert.deepEqual(json.error_codes ?? status, code ? [code] : 200, json.error_description)
    })
  }

  await t.test('an assertion gives one token, and a refused one stays good', async () => {
    const tenant = emulator.entra.addTenant()
    const app = tenant.addApp({ blockedByConditionalAccess: true })
    app.addCertificate(certificate.certificatePem)
    const world = { emulator, tenant, app, certificate }
    const variation = { claims: { jti: crypto.randomUUID() } }
    assert.deepEqual((await present(world, variation)).json.error_codes, [53003])
    app.blockedByConditionalAccess = false
    assert.equal((await present(world, variation)).status, 200)
    assert.match((await present(world, variation)).json.error_description, /^AADSTS700027: .*used before/)
  })

  await t.test('the thumbprint in the error is the one presented', async () => {
    const tenant = emulator.entra.addTenant()
    const app = tenant.addApp()
    const { json } = await present({ emulator, tenant, app, certificate })
    assert.ok(json.error_description.includes(`used by client: '${certificate.thumbprintSha256}'`))
  })
})

test('an assertion that is none', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const form = {
    grant_type: 'client_credentials',
    client_id: tenant.addApp().clientId,
    scope: 'https://api.powerplatform.com/.default',
  }
  const ask = async (client: Record<string, string>) =>
    (await requestToken(emulator, tenant.id, { ...form, ...client })).json.error_description
  assert.match(await ask({ client_assertion: 'a.b.c' }), /^AADSTS900144: .*'client_assertion_type'/)
  assert.match(await ask({ client_assertion: 'a.b.c', client_assertion_type: assertionType }), /^AADSTS50027/)
  assert.match(await ask({ client_assertion: 'a.b.c', client_assertion_type: 'saml' }), /^AADSTS50027/)
})

/** Asks for a token with an assertion that is good but for the variation. */
async function present({ emulator, tenant, app, certificate }: World, variation: Variation = {}) {
  const signer = variation.signWith ?? certificate
  const jwt = new SignJWT({
    aud: `${emulator.loginOrigin}/${tenant.id}/oauth2/v2.0/token`,
    iss: app.clientId,
    sub: app.clientId,
    jti: crypto.randomUUID(),
    nbf: now(),
    exp: now() + 600,
    ...variation.claims,
  }).setProtectedHeader({
    alg: variation.alg ?? 'PS256',
    'x5t#S256': Buffer.from(signer.thumbprintSha256, 'hex').toString('base64url'),
    ...variation.header,
  })
  return requestToken(emulator, tenant.id, {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    scope: 'https://api.powerplatform.com/.default',
    client_assertion_type: assertionType,
    client_assertion: await jwt.sign(signer.privateKey),
  })
}
