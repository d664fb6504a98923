import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import type { User } from './user.ts'

export interface AppOptions {
  clientId?: string
  displayName?: string
  /** "Allow public client flows". */
  publicClient?: boolean
  /** Where sign-in pages may send the browser; http://localhost counts for any port. */
  redirectUris?: string[]
  /** The registration's key that its maker chose; it never changes. */
  uniqueName?: string | null
  multiTenant?: boolean
  /** False: AADSTS7000112. */
  enabled?: boolean
  /** False, as after `az ad app create` alone: AADSTS7000229. */
  servicePrincipal?: boolean
  /** False for an app of another tenant, as the Azure CLI is: here it has a service principal alone. */
  registered?: boolean
  /** Has an app role on resources that require assignment. */
  assigned?: boolean
  /** "Assignment required" for its users: AADSTS50105 for those who aren't. */
  requireAssignment?: boolean
  /** AADSTS53003. */
  blockedByConditionalAccess?: boolean
}

export interface FederatedCredential {
  issuer: string
  subject: string
  audience: string
}

/** A federated credential as the registration has it. */
export interface NamedFederatedCredential extends FederatedCredential {
  readonly id: string
  readonly name: string
  description: string | null
}

export interface Secret {
  readonly keyId: string
  displayName: string | null
  value: string
  starts: Date
  expires: Date
}

export interface AppCertificate {
  readonly keyId: string
  displayName: string | null
  certificate: X509Certificate
}

/** What an app's registration says that it will ask a resource for. */
export interface RequiredResourceAccess {
  resourceAppId: string
  resourceAccess: { id: string; type: string }[]
}

/** An app registration together with its service principal. */
export class App {
  readonly clientId: string
  /** Of the registration. */
  readonly registrationId = crypto.randomUUID() as string
  readonly registered: boolean
  readonly uniqueName: string | null
  readonly created = new Date()
  readonly owners = new Set<User>()
  displayName: string
  description: string | null = null
  notes: string | null = null
  tags: string[] = []
  requiredResourceAccess: RequiredResourceAccess[] = []
  publicClient: boolean
  redirectUris: string[]
  multiTenant: boolean
  enabled: boolean
  servicePrincipal: boolean
  assigned: boolean
  requireAssignment: boolean
  blockedByConditionalAccess: boolean
  readonly assignedUsers = new Set<User>()
  readonly secrets: Secret[] = []
  readonly certificates: AppCertificate[] = []
  readonly federatedCredentials: NamedFederatedCredential[] = []
  #objectId = crypto.randomUUID() as string

  constructor(options: AppOptions) {
    this.clientId = (options.clientId ?? crypto.randomUUID()).toLowerCase()
    this.uniqueName = options.uniqueName ?? null
    this.registered = options.registered ?? true
    this.displayName = options.displayName ?? 'deployment'
    this.publicClient = options.publicClient ?? false
    this.redirectUris = options.redirectUris ?? []
    this.multiTenant = options.multiTenant ?? false
    this.enabled = options.enabled ?? true
    this.servicePrincipal = options.servicePrincipal ?? true
    this.assigned = options.assigned ?? false
    this.requireAssignment = options.requireAssignment ?? false
    this.blockedByConditionalAccess = options.blockedByConditionalAccess ?? false
  }

  /** Of the service principal: the token's `oid`. */
  get objectId(): string {
    return this.#objectId
  }

  /** Takes the service principal away with its settings; the next one has another ID. */
  removeServicePrincipal(): void {
    this.servicePrincipal = false
    this.enabled = true
    this.requireAssignment = false
    this.assigned = false
    this.assignedUsers.clear()
    this.#objectId = crypto.randomUUID()
  }

  /** Whether it has any key of its own, and so can be a confidential client. */
  get confidential(): boolean {
    return this.secrets.length + this.certificates.length + this.federatedCredentials.length > 0
  }

  /** Adds a client secret and answers its value. */
  addSecret({
    value = randomSecret(),
    starts = new Date(),
    expires = new Date(Date.now() + 180 * 86_400_000),
    displayName = null,
  }: Partial<Secret> = {}): string {
    this.secrets.push({ keyId: crypto.randomUUID(), displayName, value, starts, expires })
    return value
  }

  addCertificate(pem: string): void {
    this.certificates.push({
      keyId: crypto.randomUUID(),
      displayName: null,
      certificate: new X509Certificate(pem),
    })
  }

  addFederatedCredential(credential: FederatedCredential & { name?: string; description?: string | null }) {
    const id = crypto.randomUUID() as string
    const added = { id, name: id, description: null, ...credential }
    this.federatedCredentials.push(added)
    return added
  }

  /** Finds a registered certificate by the thumbprint in an assertion's header. */
  findCertificate(hash: 'sha1' | 'sha256', thumbprint: string): AppCertificate | undefined {
    return this.certificates.find(
      ({ certificate: { raw } }) => createHash(hash).update(raw).digest('base64url') === thumbprint,
    )
  }
}

/** A secret in the shape that Entra gives them: 40 characters, with `8Q~` in the fourth to sixth place. */
function randomSecret(): string {
  const random = randomBytes(40).toString('base64url')
  return `${random.slice(0, 3)}8Q~${random.slice(3, 37)}`
}
