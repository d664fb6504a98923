import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type JWTPayload, SignJWT } from 'jose'
import type { App, FederatedCredential } from './app.ts'
import { requestToken, send } from './client.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import type { EntraErrorCode } from './entra-errors.ts'
import type { Tenant } from './tenant.ts'

const audience = 'api://AzureADTokenExchange'
const subject = 'repo:octo/deploy:ref:refs/heads/main'
const issuer = 'https://token.actions.githubusercontent.com'

test("a job's token becomes an access token, after Entra fetched the issuer's keys", async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const job = emulator.github.job({ repository: 'octo/deploy' })
  app.addFederatedCredential({ issuer: job.issuer, subject: job.subject, audience })

  const { pathname, search } = new URL(job.env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
  const headers = { Authorization: `Bearer ${job.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` }
  const path = `${pathname}${search}&audience=${encodeURIComponent(audience)}`
  const oidc = await send(emulator, { service: 'oidc', path, headers })
  const { status } = await present(emulator, tenant, app, oidc.json.value)

  assert.equal(status, 200)
  assert.deepEqual(
    emulator.requests.map(({ service, method, status }) => `${service} ${method} ${status}`),
    ['oidc GET 200', 'login POST 200'],
  )
  assert.deepEqual(
    emulator.issuerRequests.map(({ host, path }) => `${host}${path}`),
    [
      'token.actions.githubusercontent.com/.well-known/openid-configuration',
      'token.actions.githubusercontent.com/.well-known/jwks',
    ],
  )
  assert.deepEqual(emulator.unexpected, [])
})

test('federated assertions are compared byte by byte', async (t) => {
  await using emulator = await startEmulator()
  const mint = (claims: JWTPayload) => emulator.github.mint({ sub: subject, ...claims })
  const good = { issuer, subject, audience }
  const entra = 'https://login.microsoftonline.com/common/v2.0'
  const rows: [
    EntraErrorCode | undefined,
    string,
    Partial<FederatedCredential> | null,
    () => Promise<string>,
  ][] = [
    [undefined, 'all the same', {}, () => mint({})],
    [70025, 'no federated credential', null, () => mint({})],
    [700211, 'a trailing slash at the issuer', { issuer: `${issuer}/` }, () => mint({})],
    [700211, 'an enterprise slug in the issuer', {}, () => mint({ iss: `${issuer}/octo` })],
    [
      undefined,
      'an enterprise slug on both sides',
      { issuer: `${issuer}/octo` },
      () => mint({ iss: `${issuer}/octo` }),
    ],
    [700212, "another cloud's audience", {}, () => mint({ aud: `${audience}USGov` })],
    [700213, 'another branch', {}, () => mint({ sub: 'repo:octo/deploy:ref:refs/heads/next' })],
    [700213, 'no wildcards', { subject: 'repo:octo/deploy:*' }, () => mint({})],
    [7002138, 'another case', { subject: 'repo:Octo/Deploy:ref:refs/heads/main' }, () => mint({})],
    [700024, 'expired', {}, () => mint({ exp: Math.floor(Date.now() / 1000) - 1 })],
    [
      500126,
      'a key that the issuer does not publish',
      {},
      () => emulator.github.mint({ sub: subject }, { forged: true }),
    ],
    [50027, 'PS256', {}, () => emulator.github.mint({ sub: subject }, { alg: 'PS256' })],
    [700222, "Entra's own token", {}, () => mint({ iss: entra })],
    [
      501661,
      'an issuer that nobody reaches',
      { issuer: 'https://ghes.example' },
      () => mint({ iss: 'https://ghes.example' }),
    ],
  ]
  for (const [code, when, credential, token] of rows) {
    await t.test(`${code ?? 'token'}: ${when}`, async () => {
      const tenant = emulator.entra.addTenant()
      const app = tenant.addApp()
      if (credential) app.addFederatedCredential({ ...good, ...credential })
      const { status, json } = await present(emulator, tenant, app, await token())
      assert.deepEqual(json.error_codes ?? status, code ? [code] : 200, json.error_description)
    })
  }
})

test('an error shows what the token really carries', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  app.addFederatedCredential({ issuer, subject, audience })
  emulator.github.lifetime = -10
  const { json } = await present(
    emulator,
    tenant,
    app,
    await emulator.github.mint({ sub: 'repo:octo/other:x' }),
  )
  assert.match(json.error_description, /assertion subject 'repo:octo\/other:x'\. Check your/)
  const expired = await present(emulator, tenant, app, await emulator.github.mint({ sub: subject }))
  const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z`
  assert.match(
    expired.json.error_description,
    new RegExp(`Current time: ${time}, assertion valid from ${time}, expiry time of assertion ${time}\\.`),
  )
})

test('any issuer will do that the emulator serves', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const iss = `${emulator.oidcOrigin}/_services/token`
  app.addFederatedCredential({ issuer: iss, subject, audience })
  const { status } = await present(emulator, tenant, app, await emulator.github.mint({ iss, sub: subject }))
  assert.equal(status, 200)
})

test('an assertion with an unreadable signature key is refused', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  app.addFederatedCredential({ issuer, subject, audience })
  const claims = { iss: issuer, sub: subject, aud: audience, exp: Math.floor(Date.now() / 1000) + 300 }
  const unsigned = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' })
  const { json } = await present(emulator, tenant, app, await unsigned.sign(Buffer.alloc(32)))
  assert.deepEqual(json.error_codes, [50027])
})

function present(emulator: Emulator, tenant: Tenant, app: App, assertion: string) {
  return requestToken(emulator, tenant.id, {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    scope: 'https://api.powerplatform.com/.default',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
}
