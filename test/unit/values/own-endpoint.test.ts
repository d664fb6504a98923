import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isOwnEndpoint, withoutOwnEndpoint } from '../../../src/values/own-endpoint.ts'

const IDENTITY_ENDPOINT = 'http://127.0.0.1:8123/msi/token'

describe("this program's own endpoint", () => {
  it('is told from those of Azure by its secret', () => {
    assert.equal(isOwnEndpoint({ IDENTITY_ENDPOINT, IDENTITY_HEADER: 'ppt_x' }), true)
    assert.equal(isOwnEndpoint({ IDENTITY_ENDPOINT, IDENTITY_HEADER: 'x' }), false)
    assert.equal(isOwnEndpoint({ IDENTITY_ENDPOINT }), false)
    assert.equal(isOwnEndpoint({ IDENTITY_HEADER: 'ppt_x' }), false)
  })

  it('is taken out of an environment, and no other is', () => {
    const own = { IDENTITY_ENDPOINT, IDENTITY_HEADER: 'ppt_x', PATH: '/bin' }
    withoutOwnEndpoint(own)
    assert.deepEqual(own, { PATH: '/bin' })
    const other = { IDENTITY_ENDPOINT, IDENTITY_HEADER: 'x' }
    withoutOwnEndpoint(other)
    assert.deepEqual(other, { IDENTITY_ENDPOINT, IDENTITY_HEADER: 'x' })
  })
})
