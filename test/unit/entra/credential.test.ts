import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { afterSignIn, type Credential, type Grant, secretsOf } from '../../../src/entra/credential.ts'

const credential = (grant: Grant): Credential => ({
  ...{ name: 'password', signsIn: 'user', presents: [], isSentOnce: true },
  grant,
})
const person = {} as never
const user = { username: 'ada', password: 'right horse' }

describe('after a sign-in', () => {
  it('the next token comes by the refresh token, without the password', () => {
    const next = afterSignIn(credential({ type: 'password', ...user }), 'r1')
    assert.deepEqual(next.grant, { type: 'refresh-token', refreshToken: 'r1' })
    assert.equal(next.isSentOnce, false)
    assert.equal(next.name, 'password')
  })

  it('the app still proves itself', () => {
    const grant = { type: 'confidential-password', ...user, clientSecret: 's' } as const
    const next = afterSignIn(credential(grant), 'r1')
    assert.deepEqual(next.grant, { type: 'refresh-token', refreshToken: 'r1', clientSecret: 's' })
    assert.deepEqual(afterSignIn(next, 'r2').grant, { ...next.grant, refreshToken: 'r2' })
  })

  it('without a refresh token nothing changes', () => {
    const same = credential({ type: 'browser', person })
    assert.equal(afterSignIn(same, undefined), same)
  })
})

describe('the secrets of a grant', () => {
  const certificate = { thumbprintSha256: 't', privateKey: 'key' }
  for (const [grant, ...secrets] of [
    [{ type: 'client-credentials', clientCredential: { clientSecret: 's' } }, 's'],
    [{ type: 'client-credentials', clientCredential: { clientCertificate: certificate } }, 'key'],
    [{ type: 'client-credentials', clientCredential: { getAssertion: async () => 'a' } }],
    [{ type: 'password', ...user }, 'right horse'],
    [{ type: 'confidential-password', ...user, clientSecret: 's' }, 's', 'right horse'],
    [{ type: 'refresh-token', refreshToken: 'r', clientSecret: 's' }, 's', 'r'],
    [{ type: 'refresh-token', refreshToken: 'r' }, 'r'],
    [{ type: 'device-code', person }],
    [{ type: 'managed-identity' }],
  ] as [Grant, ...string[]][]) {
    it(`${grant.type}: ${secrets.length}`, () => assert.deepEqual(secretsOf(grant), secrets))
  }
})
