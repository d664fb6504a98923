import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { send } from './client.ts'
import { startEmulator } from './emulator.ts'

test('emulators are strangers to each other, and leave nothing behind', async () => {
  await using stack = new AsyncDisposableStack()
  const [one, other] = await Promise.all([startEmulator(), startEmulator()])
  stack.use(one)
  stack.use(other)
  const tenant = one.entra.addTenant()
  const path = `/${tenant.id}/v2.0/.well-known/openid-configuration`
  assert.equal((await send(one, { path })).status, 200)
  assert.equal((await send(other, { path })).status, 400)
  const foreignCa = { ...one, caPath: other.caPath }
  await assert.rejects(send(foreignCa, { path }), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })

  await stack.disposeAsync()
  for (const { caPath } of [one, other]) assert.equal(existsSync(caPath), false)
  assert.equal(process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP')).length, 0)
})

test('a path that nobody knows is noted', async () => {
  await using emulator = await startEmulator()
  const { status } = await send(emulator, { path: '/undefined/oauth2/token', method: 'POST' })
  assert.equal(status, 404)
  assert.deepEqual(
    emulator.unexpected.map(({ method, path }) => `${method} ${path}`),
    ['POST /undefined/oauth2/token'],
  )
})
