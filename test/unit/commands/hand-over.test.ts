import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { handOver } from '../../../src/commands/hand-over.ts'
import type { TokenRequest } from '../../../src/entra/token-request.ts'
import type { AccessToken } from '../../../src/entra/token-response.ts'
import { SecretRegistry } from '../../../src/secrets/registry.ts'
import { publicCloud } from '../../../src/values/clouds.ts'
import { APP, TENANT, traitsOf } from '../situation.ts'

const request = { cloud: publicCloud, credential: traitsOf('federated') } as TokenRequest

/** What the host is told, in order. */
function play(token: Partial<AccessToken>, secret?: string) {
  const calls: unknown[] = []
  const secrets = new SecretRegistry((form) => calls.push(form))
  if (secret) secrets.hide(secret)
  const outputs = { handOver: (values: object) => calls.push(values) }
  handOver({ secrets, outputs }, request, {
    ...{ value: 'opaque.token', type: 'Bearer', expiresOn: new Date(), scope: '', claims: {} },
    ...token,
  } as AccessToken)
  return calls
}

describe('handing over', () => {
  it('masks the token itself, and only then lets go of it', () => {
    const expiresOn = new Date(Date.now() + 60_500)
    const [mask, base64, handedOver, ...others] = play({
      ...{ expiresOn, scope: 'a b', claims: { tid: TENANT, oid: APP } },
    })
    assert.equal(mask, 'opaque.token')
    assert.equal(base64, Buffer.from('opaque.token').toString('base64url'))
    assert.deepEqual(handedOver, {
      ...{ 'access-token': 'opaque.token', 'token-type': 'Bearer', scope: 'a b', 'expires-in': '60' },
      ...{ 'expires-on': expiresOn.toISOString(), 'api-url': publicCloud.apiUrl },
      ...{ 'tenant-id': TENANT, 'principal-id': APP, credential: 'federated' },
    })
    assert.deepEqual(others, [])
  })

  it('outputs no secret that the answer says in other fields', () => {
    const claims = { tid: 'Abc8Q~a-secret', oid: `${APP}\n` }
    const outputs = play({ claims, scope: 'x/Abc8Q~a-secret' }, 'Abc8Q~a-secret').at(-1)
    const { scope, 'tenant-id': tenant, 'principal-id': principal } = outputs as Record<string, string>
    assert.deepEqual([scope, tenant, principal], ['x/***', '***', `${APP}\\u000a`])
  })
})
