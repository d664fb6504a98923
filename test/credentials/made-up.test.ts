import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import {
  actionDirectory,
  assertFailure,
  assertToken,
  type Scenario,
  startScenario,
  trust,
} from '../scenario.ts'

/** All that there is of each: a file, and a line. */
const FILES = {
  // Not in the order of their ranks.
  employee: `
import type { CredentialKind } from './credential-kind.ts'

const account = { name: 'employee', description: 'Sign-in name, a space, and the password.', isSecret: true }

/** A user of whom a secret has all. */
export const employee: CredentialKind = {
  name: 'employee',
  rank: 7,
  signsIn: 'user',
  presents: [],
  takesSeveralScopes: true,
  isSentOnce: true,
  inputs: [account],
  read(reader) {
    const [username = '', password = ''] = reader.requiredSecret(account)?.split(' ') ?? []
    return { grant: { type: 'password', username, password } }
  },
}
`,
  partner: `
import type { CredentialKind } from './credential-kind.ts'

const token = { name: 'partner-token', description: "A partner's token.", isSecret: true }

/** The token of a partner that the app trusts. */
export const partner: CredentialKind = {
  name: 'partner',
  aliases: ['associate'],
  rank: 6,
  signsIn: 'app',
  presents: ['federated-token'],
  inputs: [token],
  read(reader) {
    const assertion = reader.requiredSecret(token)
    if (assertion === undefined) return undefined
    return { grant: { type: 'client-credentials', clientCredential: { getAssertion: async () => assertion } } }
  },
}
`,
}

const user = { username: 'ana@contoso.onmicrosoft.com', password: 'Passw0rd-of-ana' }

const API = 'https://api.powerplatform.com'

/** What the build and the writing of the pages read. */
const SOURCES = [
  ...['src', 'scripts', 'package.json'],
  ...['action.yml', 'identity-endpoint/action.yml', 'azure-pipelines/task/task.json', 'docs/inputs.md'],
]

describe('a credential of one file and one line', { concurrency: 4 }, () => {
  let folder: string
  let scenario: Scenario
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'made-up-'))
    for (const path of SOURCES) await cp(join(actionDirectory, path), join(folder, path), { recursive: true })
    await symlink(join(actionDirectory, 'node_modules'), join(folder, 'node_modules'), 'junction')
    for (const [name, file] of Object.entries(FILES)) {
      await writeFile(join(folder, `src/credentials/${name}.ts`), file)
      await appendFile(join(folder, 'src/credentials/kinds.ts'), `export { ${name} } from './${name}.ts'\n`)
    }
    scenario = await startScenario()
    trust(scenario)
    scenario.tenant.addUser(user)
    scenario.app.publicClient = true
    scenario.tenant.consent(scenario.app)
    const scripts = ['scripts/build.ts', 'scripts/docs.ts']
    await Promise.all(scripts.map((path) => promisify(execFile)(process.execPath, [path], { cwd: folder })))
  })
  after(async () => {
    await scenario?.[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  async function run(inputs: Record<string, string>, claims = {}) {
    const token = await scenario.emulator.github.mint(claims)
    const given = { 'partner-token': token, ...inputs }
    const result = await scenario.run(given, { actionDirectory: folder, hidden: [token] })
    assert.ok(result.masks.includes(token), 'its input is not masked')
    return result
  }

  it('gets a token by auto', async () => {
    const result = await run({})
    assertToken(result)
    assert.match(result.log, /^Credential: partner, because partner-token is given$/m)
    assert.equal(result.outputs.credential, 'partner')
  })

  it('gets a token by its other name', async () => {
    assertToken(await run({ credential: 'Associate' }))
  })

  it('is named where another is taken', async () => {
    const result = await run({ credential: 'client-secret', 'client-secret': scenario.app.addSecret() })
    assertToken(result)
    assert.match(result.log, /^##\[warning\]partner-token: not used, because credential is client-secret\.$/m)
  })

  it('is one of those to choose from', async () => {
    const result = await run({ 'client-secret': 'Abc8Q~x' })
    assertFailure(result, /came: client-secret \(client-secret\) and partner-token \(partner\)\./)
  })

  it('has its input known by a mistyped name', async () => {
    const token = await scenario.emulator.github.mint()
    const result = await scenario.run(
      {},
      { actionDirectory: folder, env: { INPUT_PARTNER_TOKENS: token }, hidden: [token] },
    )
    assertFailure(result, '- partner_tokens: is not an input. Did you mean "partner-token"?')
  })

  it('is advised of as what it presents is', async () => {
    const result = await run({}, { sub: 'repo:octo/other:ref:refs/heads/main' })
    assertFailure(
      result,
      'AADSTS700213',
      'repo:octo/other:ref:refs/heads/main',
      'az ad app federated-credential',
    )
  })

  async function signIn({ username, password } = user, inputs: Record<string, string> = {}) {
    const given = { employee: `${username} ${password}`, ...inputs }
    return await scenario.run(given, { actionDirectory: folder, hidden: [given.employee, password] })
  }

  it('may sign in a user, for several scopes', async () => {
    const scope = `${API}/EnvironmentManagement.Environments.Read ${API}/AppManagement.ApplicationPackages.Read`
    const result = await signIn(user, { scope })
    assertToken(result)
    assert.match(result.log, /^Credential: employee, because employee is given$/m)
  })

  it('is advised of as a user, and sent once', async () => {
    const password = 'Wrong-passw0rd'
    const result = await signIn({ ...user, password }, { 'wait-for-propagation': '60' })
    assertFailure(result, 'AADSTS50126', 'once: each try with a password may count towards a lockout')
    // Other tests ask at the same time.
    assert.equal(result.recorded.filter(({ form }) => form?.get('password') === password).length, 1)
  })

  it('is in the contract, on its page, and known to the first connection', async () => {
    const [manifest, page, main] = await Promise.all(
      ['action.yml', 'docs/inputs.md', 'dist/main.cjs'].map((path) => readFile(join(folder, path), 'utf8')),
    )
    const { inputs } = parse(manifest ?? '')
    assert.deepEqual(inputs['partner-token'], { description: "A partner's token." })
    assert.match(inputs.credential.description, /managed-identity, partner or employee; also .*, associate\./)
    assert.match(page ?? '', /^\| `partner-token` +\| +\| A partner's token\. \|$/m)
    assert.match(main ?? '', /"partner-token"/)
  })
})
