import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isOwnEndpoint, withoutOwnEndpoint } from '../../../src/values/own-endpoint.ts'

const others = [
  'http://localhost:42356/msi/token',
  'http://127.0.0.1:41741/MSI/token/',
  'http://127.0.0.1:41741/MSI/token',
  'https://127.0.0.1:8123/msi/token',
  'http://127.0.0.1:8123/msi/token?x',
  'http://127.0.0.1/msi/token',
  '',
]

describe("this program's own endpoint", () => {
  it('is told from those of Azure', () => {
    assert.equal(isOwnEndpoint('http://127.0.0.1:8123/msi/token'), true)
    for (const address of others) assert.equal(isOwnEndpoint(address), false, address)
  })

  it('is taken out of an environment, and no other is', () => {
    const env = { IDENTITY_ENDPOINT: 'http://127.0.0.1:1/msi/token', IDENTITY_HEADER: 'x', PATH: '/bin' }
    withoutOwnEndpoint(env)
    assert.deepEqual(env, { PATH: '/bin' })
    for (const address of others) {
      const other = { IDENTITY_ENDPOINT: address, IDENTITY_HEADER: 'x' }
      withoutOwnEndpoint(other)
      assert.equal(other.IDENTITY_HEADER, 'x', address)
    }
  })
})
