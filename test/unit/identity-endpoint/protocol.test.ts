import assert from 'node:assert/strict'
import { it } from 'node:test'
import { tokenAnswer } from '../../../src/identity-endpoint/protocol.ts'

const resource = { resource: 'https://api.powerplatform.com', clientId: 'app' }

it("tells a token's end by what is left of it, and by the clock as it is set now", (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_400 })
  const token = { value: 'ey.ey.x', expiresOn: new Date(0) }
  assert.deepEqual(tokenAnswer({ token, left: 3_599_900 }, resource), {
    access_token: 'ey.ey.x',
    client_id: 'app',
    expires_on: '1800003599',
    expires_in: '3599',
    not_before: '1800000000',
    resource: 'https://api.powerplatform.com',
    token_type: 'Bearer',
  })
})

it('tells of a token at its very end that it has a second', () => {
  const token = { value: 'ey.ey.x', expiresOn: new Date(0) }
  assert.equal(tokenAnswer({ token, left: 0.5 }, resource).expires_in, '1')
})
