import { Replication } from './replication.ts'
import type { SigningKey } from './signing-key.ts'
import { Tenant, type TenantOptions } from './tenant.ts'

/** The tenants of this Entra, and the key that it signs tokens with. */
export class Directory {
  readonly signingKey: SigningKey
  readonly tenants: Tenant[] = []
  /** Seconds until a token ends; Entra's usual answer. */
  expiresIn = 3599
  /** Assertions that produced a token, so that none does twice. */
  readonly usedAssertions = new Set<string>()
  /** How new objects spread; at once unless a test says otherwise. */
  readonly replication = new Replication()

  constructor(signingKey: SigningKey) {
    this.signingKey = signingKey
  }

  /** Adds a tenant; it answers by its ID and by its verified domain. */
  addTenant(options: TenantOptions = {}): Tenant {
    const tenant = new Tenant(options)
    this.tenants.push(tenant)
    return tenant
  }

  find(idOrDomain: string): Tenant | undefined {
    const wanted = idOrDomain.toLowerCase()
    return this.tenants.find(({ id, domain }) => id === wanted || domain === wanted)
  }

  /** Finds an app wherever it is registered, for a request that names no tenant. */
  findApp(clientId: string) {
    for (const tenant of this.tenants) {
      const app = tenant.findApp(clientId)
      if (app) return app
    }
    return undefined
  }
}
