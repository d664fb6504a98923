import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { handOver } from '../../../src/commands/hand-over.ts'
import type { AccessToken } from '../../../src/entra/token-response.ts'
import type { Handover } from '../../../src/ports/host.ts'
import type { TokenRequest } from '../../../src/request/read-request.ts'
import { publicCloud } from '../../../src/values/clouds.ts'
import { MemoryHost } from '../../memory-host.ts'
import { APP, TENANT } from '../situation.ts'

/** Keeps what it is told, in order. */
class OrderedHost extends MemoryHost {
  readonly calls: unknown[] = []

  constructor() {
    super({})
  }

  override mask(secret: string): void {
    this.calls.push(secret)
  }

  override handOver(handover: Handover): void {
    this.calls.push(handover)
  }
}

describe('handing over', () => {
  it('masks the token itself, and only then lets go of it', () => {
    const token: AccessToken = {
      ...{ value: 'opaque', type: 'Bearer', scope: 'a b' },
      ...{ expiresOn: new Date(Date.now() + 60_500), claims: { tid: TENANT, oid: APP } },
    }
    for (const exportAs of ['PP_TOKEN', undefined]) {
      const host = new OrderedHost()
      handOver(host, { cloud: publicCloud, credentialName: 'federated', exportAs } as TokenRequest, token)
      const [mask, handover, ...others] = host.calls as [string, Handover]
      assert.equal(mask, 'opaque')
      assert.deepEqual(handover.variables, exportAs ? { PP_TOKEN: 'opaque' } : {})
      assert.deepEqual(handover.outputs, {
        ...{ 'access-token': 'opaque', 'token-type': 'Bearer', scope: 'a b', 'expires-in': '60' },
        ...{ 'expires-on': token.expiresOn.toISOString(), 'api-url': publicCloud.apiUrl },
        ...{ 'tenant-id': TENANT, 'principal-id': APP, credential: 'federated' },
      })
      assert.deepEqual(others, [])
    }
  })

  it('outputs no secret that the answer says in other fields', () => {
    const claims = { tid: 'Abc8Q~a-secret', oid: `${APP} ` }
    const token = {
      ...{ value: 'opaque', type: 'Bearer', expiresOn: new Date(), claims },
      scope: 'x/Abc8Q~a-secret',
    }
    const told: Handover[] = []
    const host = Object.assign(new MemoryHost({}), { handOver: (handover: Handover) => told.push(handover) })
    host.mask('Abc8Q~a-secret')
    handOver(host as never, { cloud: publicCloud } as TokenRequest, token as AccessToken)
    const { scope, 'tenant-id': tenant, 'principal-id': principal } = told[0]?.outputs ?? {}
    assert.deepEqual([scope, tenant, principal], ['x/***', '***', `${APP} `])
  })
})
