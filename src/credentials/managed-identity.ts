import type { CredentialKind } from './credential-kind.ts'

/**
 * The identity of the Azure machine that this program runs on: system-assigned, or user-assigned by `client-id`
 * (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview).
 */
export const managedIdentity: CredentialKind = {
  name: 'managed-identity',
  aliases: ['msi'],
  rank: 5,
  signsIn: 'machine',
  presents: [],
  inputs: [],
  read: () => ({ grant: { type: 'managed-identity' } }),
}
