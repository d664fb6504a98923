import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe } from 'node:test'
import { program } from './ask.ts'
import { azureCli } from './azure-cli.ts'
import { checkClient } from './checks.ts'
import { curl } from './curl.ts'
import { go, isInstalled, python } from './tools.ts'

/*
 * Clients of others at the identity endpoint, each as its users have it.
 *
 *     npm run test:clients:install
 *     npm run test:clients
 */
const missing = [python, go]
  .filter((tool) => !isInstalled(tool))
  .map(({ name, needs }) => `${name} (${needs})`)
if (missing.length > 0) {
  console.error(`Not here: ${missing.join('; ')}.\nTo install it: npm run test:clients:install`)
  process.exit(1)
}
if (spawnSync('curl', ['--version']).error) {
  console.error('There is no curl. On Debian: apt-get install curl')
  process.exit(1)
}

const inPython = (kind: string) =>
  program(python.program('python'), join(import.meta.dirname, 'python', 'client.py'), kind)
const inGo = (kind: string) => program(go.program('client'), kind)

describe('azure-identity for Python: ManagedIdentityCredential', () => checkClient(inPython('managed')))
describe('azure-identity for Python: DefaultAzureCredential', () => checkClient(inPython('default')))
describe('azidentity for Go: ManagedIdentityCredential', () => checkClient(inGo('managed')))
describe('azidentity for Go: DefaultAzureCredential', () => checkClient(inGo('default')))
describe('the SDK of Terraform’s azurerm provider', () => checkClient(inGo('hashicorp')))
describe('Azure CLI: az login --identity', () => checkClient(azureCli))
describe('curl', () => checkClient(curl))
