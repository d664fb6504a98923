import type { Cloud } from '../values/clouds.ts'
import type { Credential } from './credential.ts'

/** One token that is asked for, all of it checked. */
export interface TokenRequest {
  /** Directory ID or domain; empty for a managed identity. */
  tenantId: string
  /** Empty for a system-assigned managed identity. */
  clientId: string
  cloud: Cloud
  /** Origin of the login host. */
  authorityHost: string
  scopes: string[]
  credential: Credential
}
