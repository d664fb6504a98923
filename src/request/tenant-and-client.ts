import { isRegistered } from '../advice/credential-traits.ts'
import { credentialKinds } from '../credentials/registry.ts'
import { either } from '../inputs/either.ts'
import type { Input } from '../ports/inputs.ts'
import { CLIENT_ID, TENANT_ID } from './read-tenant-and-client.ts'

export const tenantIdInput: Input = {
  name: TENANT_ID,
  get description() {
    const others = credentialKinds.filter((kind) => !isRegistered(kind))
    return `Directory (tenant) ID, or a verified domain name of the tenant. Needed for every credential but ${either(others.map(({ name }) => name))}.`
  },
  alsoCalled: ['directoryid'],
}

export const clientIdInput: Input = {
  name: CLIENT_ID,
  description:
    'Application (client) ID of the app registration. Needed for every credential but a system-assigned managed identity.',
  alsoCalled: ['appid', 'applicationid'],
}
