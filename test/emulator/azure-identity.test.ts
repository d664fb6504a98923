import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCertificate } from './certificates.ts'
import type { AzureIdentityCase } from './clients/azure-identity.ts'
import { runClient } from './clients/run.ts'
import { startEmulator } from './emulator.ts'
import { verifyAccessToken } from './token.ts'

const scope = 'https://api.powerplatform.com/.default'
const audience = 'api://AzureADTokenExchange'

test('@azure/identity gets tokens by secret, certificate and assertion', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const clientSecret = app.addSecret()
  const { certificatePem, privateKeyPem } = await createCertificate()
  app.addCertificate(certificatePem)
  const { subject, issuer } = emulator.github.job({ repository: 'octo/deploy' })
  app.addFederatedCredential({ issuer, subject, audience })
  const assertion = await emulator.github.mint({ sub: subject, aud: audience })
  const base = { tenantId: tenant.id, clientId: app.clientId, scope }
  const onLoopback = { authorityHost: emulator.loginOrigin, disableInstanceDiscovery: true }

  const cases: AzureIdentityCase[] = [
    { ...base, clientSecret },
    { ...base, certificate: certificatePem + privateKeyPem },
    { ...base, assertion },
    { ...base, clientSecret, tenantId: tenant.domain },
    { ...base, clientSecret, ...onLoopback },
    { ...base, certificate: certificatePem + privateKeyPem, ...onLoopback },
    { ...base, assertion, ...onLoopback },
  ]
  const outcomes = await runClient(emulator, 'azure-identity', cases)

  assert.equal(outcomes.length, cases.length)
  for (const [index, { answer, error }] of outcomes.entries()) {
    assert.equal(error, undefined, `case ${index}`)
    const { payload } = await verifyAccessToken(emulator, tenant.id, answer.token)
    assert.equal(payload.oid, app.objectId)
    assert.equal(payload.appidacr, cases[index]?.clientSecret ? '1' : '2')
    assert.ok(Math.abs(answer.expiresOnTimestamp - (payload.exp ?? 0) * 1000) < 5000)
  }
  assert.deepEqual(emulator.unexpected, [])
  const hosts = new Set(emulator.requests.map(({ host }) => host))
  assert.ok(hosts.has('login.microsoftonline.com'))
  assert.ok(hosts.has(new URL(emulator.loginOrigin).host))
})

test('@azure/identity reports why it gets none', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  app.addSecret()
  const other = await createCertificate()
  const { subject, issuer } = emulator.github.job({ repository: 'octo/deploy' })
  app.addFederatedCredential({ issuer, subject, audience })
  const base = { tenantId: tenant.id, clientId: app.clientId, scope }

  const cases: AzureIdentityCase[] = [
    { ...base, clientSecret: 'wrong' },
    { ...base, certificate: other.certificatePem + other.privateKeyPem },
    { ...base, assertion: await emulator.github.mint({ sub: 'repo:octo/other', aud: audience }) },
    { ...base, clientSecret: 'wrong', tenantId: crypto.randomUUID() },
  ]
  const outcomes = await runClient(emulator, 'azure-identity', cases)

  const codes = outcomes.map(({ error }) => /AADSTS\d+/.exec(error?.message ?? '')?.[0])
  assert.deepEqual(codes, ['AADSTS7000215', 'AADSTS700027', 'AADSTS700213', 'AADSTS90002'])
})
