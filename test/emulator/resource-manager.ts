import { createTlsIdentity } from './certificates.ts'
import { type Listener, startListener } from './listener.ts'
import type { RecordedRequest } from './request.ts'

/** As much of Azure Resource Manager as az asks for on its way to a token. */
export interface ResourceManager extends Listener {
  origin: string
  caPem: string
  requests: RecordedRequest[]
}

export interface ResourceManagerOptions {
  /** Tenants, each of which has one subscription. */
  subscriptionsOf?: readonly string[]
  /** The real names that it is reached by, beside localhost. */
  hosts?: string[]
}

/** Starts it on loopback, with a CA of its own. */
export async function startResourceManager({
  subscriptionsOf = [],
  hosts = [],
}: ResourceManagerOptions = {}): Promise<ResourceManager> {
  const tls = await createTlsIdentity(hosts)
  const requests: RecordedRequest[] = []
  const listener = await startListener({
    service: 'api',
    tls,
    record(request) {
      requests.push(request)
      return undefined
    },
    unexpected({ method, path }) {
      throw new Error(`az asked for ${method} ${path}`)
    },
    async handler({ path }) {
      if (path === '/subscriptions')
        return { status: 200, body: { value: subscriptionsOf.map(subscription) } }
      return undefined
    },
  })
  return {
    ...listener,
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
    origin: `https://localhost:${listener.port}`,
    caPem: tls.caPem,
    requests,
  }
}

function subscription(tenantId: string) {
  const subscriptionId = crypto.randomUUID()
  return {
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    tenantId,
    displayName: 'Contoso',
    state: 'Enabled',
  }
}
