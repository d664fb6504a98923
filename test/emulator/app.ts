import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import type { User } from './user.ts'

export interface AppOptions {
  clientId?: string
  displayName?: string
  /** "Allow public client flows". */
  publicClient?: boolean
  /** Where sign-in pages may send the browser; http://localhost counts for any port. */
  redirectUris?: string[]
  multiTenant?: boolean
  /** False: AADSTS7000112. */
  enabled?: boolean
  /** False, as after `az ad app create` alone: AADSTS7000229. */
  servicePrincipal?: boolean
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

/** An app registration together with its service principal. */
export class App {
  readonly clientId: string
  /** Of the service principal: the token's `oid`. */
  readonly objectId = crypto.randomUUID() as string
  readonly displayName: string
  publicClient: boolean
  readonly redirectUris: string[]
  multiTenant: boolean
  enabled: boolean
  servicePrincipal: boolean
  assigned: boolean
  requireAssignment: boolean
  blockedByConditionalAccess: boolean
  readonly assignedUsers = new Set<User>()
  readonly secrets: { value: string; expires: Date }[] = []
  readonly certificates: X509Certificate[] = []
  readonly federatedCredentials: FederatedCredential[] = []

  constructor(options: AppOptions) {
    this.clientId = (options.clientId ?? crypto.randomUUID()).toLowerCase()
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

  /** Whether it has any key of its own, and so can be a confidential client. */
  get confidential(): boolean {
    return this.secrets.length + this.certificates.length + this.federatedCredentials.length > 0
  }

  /** Adds a client secret and answers its value. */
  addSecret({ value = randomSecret(), expires = new Date(Date.now() + 180 * 86_400_000) } = {}): string {
    this.secrets.push({ value, expires })
    return value
  }

  addCertificate(pem: string): void {
    this.certificates.push(new X509Certificate(pem))
  }

  addFederatedCredential(credential: FederatedCredential): void {
    this.federatedCredentials.push(credential)
  }

  /** Finds a registered certificate by the thumbprint in an assertion's header. */
  findCertificate(hash: 'sha1' | 'sha256', thumbprint: string): X509Certificate | undefined {
    return this.certificates.find(
      ({ raw }) => createHash(hash).update(raw).digest('base64url') === thumbprint,
    )
  }
}

/** A secret in the shape that Entra gives them: 40 characters, with `8Q~` in the fourth to sixth place. */
function randomSecret(): string {
  const random = randomBytes(40).toString('base64url')
  return `${random.slice(0, 3)}8Q~${random.slice(3, 37)}`
}
