import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readState } from '../../../../../src/hosts/github/endpoint/state.ts'

const state = {
  address: 'http://127.0.0.1:40000/msi/token',
  secret: 'a-secret-of-callers',
  log: 'D:\\a\\_temp\\identity-endpoint-x\\log.txt',
}

describe('the state of the step', () => {
  it('comes back at the end of the job, by the variables of the runner', () => {
    const env = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
    assert.deepEqual(readState(env), state)
  })

  it('is none where the step started nothing, or not all of it was saved', () => {
    assert.equal(readState({}), undefined)
    const { address, secret } = state
    assert.equal(readState({ STATE_address: address, STATE_secret: secret }), undefined)
  })
})
