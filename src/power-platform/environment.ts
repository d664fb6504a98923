import { textField } from '../values/json.ts'

/** Of an environment, as Power Platform API calls them. */
export const environmentFields = [
  'id',
  'displayName',
  'type',
  'state',
  'geo',
  'azureRegion',
  'url',
  'domainName',
  'dataverseId',
  'version',
  'tenantId',
] as const

export type EnvironmentField = (typeof environmentFields)[number]

/** Characters; Power Platform allows 100 in a name, and an address has fewer. */
const MAX_VALUE = 300

/** The text of a field, which may hold anything; empty where there is none. */
export function readField(environment: Record<string, unknown>, field: EnvironmentField): string {
  const value = textField(environment, field)
  // Not cut: no mask knows half a secret.
  return value.length > MAX_VALUE ? `(${value.length} characters)` : value
}
