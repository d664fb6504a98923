import { createTlsIdentity } from '../test/emulator/certificates.ts'
import { type Listener, startListener } from '../test/emulator/listener.ts'

/** As much of Azure Resource Manager as az asks for on its way to a token. */
export interface ResourceManager extends Listener {
  origin: string
  caPem: string
  /** `METHOD path` of every request since the last call. */
  take(): string[]
}

/** Starts it on loopback, with a CA of its own. */
export async function startResourceManager(tenantId: string): Promise<ResourceManager> {
  const tls = await createTlsIdentity([])
  const requests: string[] = []
  const listener = await startListener({
    service: 'api',
    tls,
    record({ method, path }) {
      requests.push(`${method} ${path}`)
      return undefined
    },
    unexpected({ method, path }) {
      throw new Error(`az asked for ${method} ${path}`)
    },
    async handler({ path }) {
      if (path === '/subscriptions') return { status: 200, body: { value: [subscription(tenantId)] } }
      return undefined
    },
  })
  return {
    ...listener,
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
    origin: `https://localhost:${listener.port}`,
    caPem: tls.caPem,
    take: () => requests.splice(0),
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
