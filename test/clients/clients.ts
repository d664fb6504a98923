import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { program, run } from './ask.ts'
import { azureCli } from './azure-cli.ts'
import { checkRegistration } from './azure-cli-registration.ts'
import { checkClient } from './checks.ts'
import { curl } from './curl.ts'
import { checkExample, inBash, sourceOf } from './examples.ts'
import { go, isInstalled, java, python, tools } from './tools.ts'

/*
 * Clients of others at the identity endpoint, and at the emulator's Graph, each as its users have it.
 *
 *     npm run test:clients:install
 *     npm run test:clients
 */
const missing = tools.filter((tool) => !isInstalled(tool)).map(({ name, needs }) => `${name} (${needs})`)
if (missing.length > 0) {
  console.error(`Not here: ${missing.join('; ')}.\nTo install it: npm run test:clients:install`)
  process.exit(1)
}
for (const [name, debian] of Object.entries({ curl: 'curl', java: 'default-jre-headless' })) {
  if (!spawnSync(name, ['--version']).error) continue
  console.error(`There is no ${name}. On Debian: apt-get install ${debian}`)
  process.exit(1)
}

const inPython = (kind: string) =>
  program(python.program('python'), join(import.meta.dirname, 'python', 'client.py'), kind)
const inGo = (kind: string) => program(go.program('client'), kind)
// By its path, since clients get no PATH: DefaultAzureCredential would go on to the machine's own az.
const inJava = (kind: string) =>
  program(
    onPath('java'),
    '-XX:TieredStopAtLevel=1',
    '-cp',
    `${java.program('*')}${delimiter}${java.folder}`,
    'Client',
    kind,
  )

describe('azure-identity for Python: ManagedIdentityCredential', () => checkClient(inPython('managed')))
describe('azure-identity for Python: DefaultAzureCredential', () => checkClient(inPython('default')))
describe('azidentity for Go: ManagedIdentityCredential', () => checkClient(inGo('managed')))
describe('azidentity for Go: DefaultAzureCredential', () => checkClient(inGo('default')))
describe('azure-identity for Java: ManagedIdentityCredential', () => checkClient(inJava('managed')))
describe('azure-identity for Java: DefaultAzureCredential', () => checkClient(inJava('default')))
describe('the SDK of Terraform’s azurerm provider', () => checkClient(inGo('hashicorp')))
describe('Azure CLI: az login --identity', () => checkClient(azureCli))
describe('curl', () => checkClient(curl))

describe('Azure CLI: az ad app', () => {
  it('takes an empty tenant to a list of environments, and back', checkRegistration)
})

describe('the examples of docs/long-jobs.md', () => {
  it('in Python lists the environments', () =>
    checkExample(({ env }) => run(python.program('python'), ['-c', sourceOf('Python', 'python')], env)))

  it('in Go lists the environments', () =>
    checkExample(async ({ folder, env }) => {
      const file = join(folder, 'deploy.go')
      const binary = join(folder, 'deploy')
      await writeFile(file, sourceOf('Go', 'go'))
      const modules = join(import.meta.dirname, 'go')
      const built = await run('go', ['build', '-C', modules, '-o', binary, file], process.env)
      return built.code === 0 ? run(binary, [], env) : built
    }))

  it('with az lists the environments', () => checkExample(inBash('az', dirname(python.program('az')))))
})

function onPath(name: string): string {
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))
  return paths.find((path) => existsSync(path)) ?? name
}
