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

test('@azure/identity gets tokens in a job of Azure Pipelines, or tells what it was answered', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  const project = emulator.azureDevOps.addOrganization().addProject()
  const [connection, older, unreferenced] = [
    project.addServiceConnection({ tenant, app }),
    project.addServiceConnection({ tenant, app, name: 'older', issuer: 'azure-devops' }),
    project.addServiceConnection({ tenant, app, name: 'unreferenced' }),
  ]
  for (const { federatedCredential } of [connection, older]) app.addFederatedCredential(federatedCredential)
  const { oidcRequestUri, accessToken } = project.job({ connections: [connection, older], realHosts: true })
  const base = { tenantId: tenant.id, clientId: app.clientId, scope }
  const ask = ({ id }: { id: string }, token = accessToken): AzureIdentityCase => {
    return { ...base, pipeline: { oidcRequestUri, accessToken: token, connectionId: id } }
  }
  const cases = [ask(connection), ask(older), ask(unreferenced), ask(connection, 'wrong')]
  const [newly, before, refused, unknown] = await runClient(emulator, 'azure-identity', cases)

  for (const outcome of [newly, before]) {
    assert.equal(outcome?.error, undefined)
    const { payload } = await verifyAccessToken(emulator, tenant.id, outcome?.answer.token)
    assert.deepEqual([payload.oid, payload.appidacr], [app.objectId, '2'])
  }
  assert.match(refused?.error.message, /oidcToken field not detected/)
  assert.match(refused?.error.message, /There is no explicit reference to service connection/)
  // Behind a proxy it fails over the report of an answer without a body.
  assert.ok(unknown?.error)
  assert.deepEqual(emulator.unexpected, [])
  // More than one for a token, since MSAL asks for the assertion more than once.
  const asked = emulator.requests.filter(({ service }) => service === 'devops')
  assert.deepEqual(
    [...new Set(asked.map(({ method, host, status }) => `${method} ${host} ${status}`))],
    [200, 400, 401].map((status) => `POST dev.azure.com ${status}`),
  )
})
