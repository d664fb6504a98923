import { type CredentialTraits, isRegistered } from '../advice/credential-traits.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import { quoted } from '../inputs/quoted.ts'
import { findGuid, isGuid } from '../values/guid.ts'

/** Names of the inputs, whose rows are where the credentials are known. */
export const TENANT_ID = 'tenant-id'
export const CLIENT_ID = 'client-id'
const TENANT = { name: TENANT_ID }
const CLIENT = { name: CLIENT_ID }

/** What Entra takes in place of a tenant, in sign-ins of people. */
const ANY_TENANT = ['common', 'organizations', 'consumers']

/** The tenant; empty for a managed identity without one, and after a complaint. */
export function readTenant(reader: InputReader, kind: CredentialTraits | undefined): string {
  const tenant = reader.text(TENANT)
  const allowed =
    'allowed is the directory (tenant) ID, a GUID, or a verified domain name such as contoso.onmicrosoft.com'
  if (tenant === '') {
    if (!kind || isRegistered(kind)) complainOfMissing(reader, TENANT, allowed)
    return ''
  }
  if (
    isGuid(tenant) ||
    // Three short parts of a token look like a domain.
    /^(?!eyJ)(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(tenant)
  ) {
    return tenant
  }
  const guid = findGuid(tenant)
  const nearestTenant = guid ? ` Did you mean "${guid}"?` : ''
  const came = (fits?: RegExp) => `came ${quoted(tenant, { words: ANY_TENANT, ...(fits && { fits }) })}`
  const problem = ANY_TENANT.includes(tenant.toLowerCase())
    ? `${came()}, which stands for any tenant; an app gets a token from one tenant only`
    : tenant.includes('://')
      ? `${came()}, a URL`
      : tenant.includes('/')
        ? `${came()}, with a path in it`
        : came(/[a-z0-9.-]/i)
  reader.complain(TENANT, `${problem}; ${allowed}.${nearestTenant}`)
  return ''
}

const LIST_IDS = {
  text: 'List the IDs of all apps:',
  command: 'az ad app list --all --query "[].{name:displayName, clientId:appId}" --output table',
}

/** The app; empty for a system-assigned managed identity, and after a complaint. */
export function readClientId(reader: InputReader, kind: CredentialTraits | undefined): string {
  const clientId = reader.text(CLIENT)
  const allowed = 'allowed is the application (client) ID, a GUID'
  if (isGuid(clientId)) return clientId
  if (clientId === '') {
    if (!kind || isRegistered(kind)) complainOfMissing(reader, CLIENT, allowed)
    return ''
  }
  const guid = findGuid(clientId)
  const came = `came ${quoted(clientId, { fits: /[0-9a-f-]/i })}`
  reader.complain(
    CLIENT,
    `${came}; ${allowed}${guid ? `. Did you mean "${guid}"?` : ', and not the name of an app.'}`,
    guid ? {} : { fix: LIST_IDS },
  )
  return ''
}

function complainOfMissing(reader: InputReader, input: { name: string }, allowed: string): void {
  reader.complain(
    input,
    `is missing; ${allowed}. Entra shows it on the app's page. ${reader.words.missing(input.name)}`,
  )
}
