import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { send } from './client.ts'
import { type Emulator, startEmulator } from './emulator.ts'

const path = '/common/v2.0/.well-known/openid-configuration'

test('canned answers, redirects and throttling come in their turn, and then the truth', async () => {
  await using emulator = await startEmulator()
  emulator.faults.next('login', [
    {
      status: 502,
      headers: { 'Content-Type': 'text/html', 'Retry-After': '1' },
      body: '<h1>Bad Gateway</h1>',
    },
    { body: { access_token: '' } },
    { redirect: 'https://elsewhere.example/' },
    { throttle: { retryAfter: '7' } },
    { throttle: {} },
    { entraError: 700213, subject: 'repo:octo/deploy:pull_request' },
    { entraError: 90033, headers: { 'Retry-After': '3' } },
  ])
  const gateway = await send(emulator, { path })
  assert.equal(gateway.status, 502)
  assert.equal(gateway.text, '<h1>Bad Gateway</h1>')
  assert.equal(gateway.headers['content-type'], 'text/html')
  assert.equal(gateway.headers['retry-after'], '1')
  assert.deepEqual((await send(emulator, { path })).json, { access_token: '' })
  const redirect = await send(emulator, { path })
  assert.deepEqual([redirect.status, redirect.headers.location], [307, 'https://elsewhere.example/'])
  const throttled = await send(emulator, { path })
  assert.deepEqual([throttled.status, throttled.headers['retry-after']], [429, '7'])
  assert.equal((await send(emulator, { path })).headers['retry-after'], undefined)
  const refused = await send(emulator, { path })
  assert.equal(refused.status, 401)
  assert.match(refused.json.error_description, /subject 'repo:octo\/deploy:pull_request'/)
  const transient = await send(emulator, { path })
  assert.deepEqual([transient.status, transient.headers['retry-after']], [503, '3'])
  assert.equal((await send(emulator, { path })).status, 200)
  assert.deepEqual(
    emulator.requests.map(({ status }) => status),
    [502, 200, 307, 429, 429, 401, 503, 200],
  )
})

test('a standing fault stays until it is cleared, and is of one service', async () => {
  await using emulator = await startEmulator()
  emulator.faults.always('login', { status: 500 })
  emulator.faults.next('login', { status: 503 })
  assert.equal((await send(emulator, { path })).status, 503)
  assert.equal((await send(emulator, { path })).status, 500)
  assert.equal((await send(emulator, { path })).status, 500)
  const keys = await send(emulator, { service: 'oidc', path: '/.well-known/jwks' })
  assert.equal(keys.status, 200)
  emulator.faults.clear()
  assert.equal((await send(emulator, { path })).status, 200)
})

test('connections are cut before the answer or within it', async () => {
  await using emulator = await startEmulator()
  emulator.faults.next('login', [{ reset: 'before' }, { reset: 'in-body' }])
  await assert.rejects(send(emulator, { path }), { code: 'ECONNRESET' })
  await assert.rejects(send(emulator, { path }), { code: 'ECONNRESET' })
  assert.deepEqual(
    emulator.requests.map(({ status }) => status),
    [undefined, 200],
  )
})

test('answers come late or drop by drop', async () => {
  await using emulator = await startEmulator()
  emulator.faults.next('login', [{ delay: 1 }, { trickle: 1, body: { token_type: 'Bearer' } }])
  assert.equal((await send(emulator, { path })).status, 200)
  assert.deepEqual((await send(emulator, { path })).json, { token_type: 'Bearer' })
})

test('a hanging request ends with the emulator', async () => {
  const emulator = await startEmulator()
  emulator.faults.always('login', { hang: 'before-headers' })
  emulator.faults.next('login', { hang: 'in-body' })
  const inBody = assert.rejects(send(emulator, { path }))
  await arrived(emulator, 1)
  const beforeHeaders = assert.rejects(send(emulator, { path }), { code: 'ECONNRESET' })
  await arrived(emulator, 2)
  await emulator[Symbol.asyncDispose]()
  await Promise.all([inBody, beforeHeaders])
})

test('no token is minted under a fault', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const app = tenant.addApp()
  emulator.faults.next('login', { status: 503 })
  const user = tenant.addUser({ username: 'ada@contoso.com', password: 'right' })
  await send(emulator, {
    path: `/${tenant.id}/oauth2/v2.0/token`,
    form: {
      grant_type: 'password',
      client_id: app.clientId,
      username: user.username,
      password: 'wrong',
      scope: 's',
    },
  })
  assert.equal(user.failures, 0)
})

async function arrived(emulator: Emulator, count: number): Promise<void> {
  while (emulator.requests.length < count) await setImmediate()
}
