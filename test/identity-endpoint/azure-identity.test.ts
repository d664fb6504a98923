import { join } from 'node:path'
import { describe } from 'node:test'
import { program } from '../clients/ask.ts'
import { checkClient } from '../clients/checks.ts'

const client = (kind: string) =>
  program(process.execPath, join(import.meta.dirname, '..', 'clients', 'javascript', 'client.ts'), kind)

describe('@azure/identity: ManagedIdentityCredential', () => checkClient(client('managed')))
describe('@azure/identity: DefaultAzureCredential', () => checkClient(client('default')))
