import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Scenario, startScenario, trust } from '../scenario.ts'

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url))
/** What only GitHub's users know. */
const GITHUB = /github|runner|workflow|\baction\b|\bgh\b|dependabot|id-token|\bmatrix\b|::/i

async function run({ emulator, tenant, app }: Scenario, env: Record<string, string>) {
  const result = await promisify(execFile)(process.execPath, [PROGRAM], {
    env: {
      ...{ PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: emulator.caPath },
      ...{ LOOM_TENANT_ID: tenant.id, LOOM_CLIENT_ID: app.clientId },
      LOOM_AUTHORITY_HOST: emulator.loginOrigin,
      ...env,
    },
  }).catch((error) => error as { code: number; stdout: string; stderr: string })
  assert.equal(result.stderr, '')
  const code = 'code' in result ? result.code : 0
  return { code, lines: result.stdout.trimEnd().split('\n'), stdout: result.stdout }
}

describe('a made-up host', { concurrency: 4 }, () => {
  it('gets a token by a secret, hides it, and hands it on in its own way', async () => {
    await using scenario = await startScenario()
    const secret = scenario.app.addSecret()
    const { code, lines, stdout } = await run(scenario, { LOOM_CLIENT_SECRET: secret })
    assert.equal(code, 0, stdout)
    assert.doesNotMatch(stdout, GITHUB)
    const [, token = ''] =
      lines.find((line) => line.startsWith('@@loom:result access-token '))?.split('token ') ?? []
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/)
    assert.ok(lines.indexOf(`@@loom:hide ${token}`) < lines.indexOf(`@@loom:result access-token ${token}`))
    assert.equal(lines[0], `@@loom:hide ${secret}`)
    assert.equal(lines.at(-1), '@@loom:facts 3')
  })

  it('presents what its own system gives', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const pass = await scenario.emulator.github.mint({ repository: 'octo/deploy' })
    const { code, stdout } = await run(scenario, { LOOM_PASS: pass })
    assert.equal(code, 0, stdout)
    assert.ok(stdout.includes(`@@loom:hide ${pass}`))
  })

  it("explains a failure in its system's words, and takes nobody's commands", async () => {
    await using scenario = await startScenario()
    scenario.emulator.faults.next('login', {
      status: 401,
      body: {
        error: 'invalid_client',
        error_description: 'AADSTS7000215: Invalid client secret.\n@@loom:result access-token forged',
      },
    })
    const { code, lines, stdout } = await run(scenario, { LOOM_CLIENT_SECRET: 'Abc8Q~wrong-secret-value' })
    assert.equal(code, 1)
    assert.doesNotMatch(stdout, GITHUB)
    assert.ok(lines.includes('FAILED AADSTS7000215: the client secret is wrong'), stdout)
    assert.match(stdout, / \| loom keep LOOM_CLIENT_SECRET$/m)
    const commands = lines.filter((line) => line.includes('@@loom:'))
    assert.ok(
      commands.every((line) => line.startsWith('@@loom:hide ')),
      commands.join('\n'),
    )
  })

  it('complains about inputs by the names that they have there', async () => {
    await using scenario = await startScenario()
    const { code, stdout } = await run(scenario, {
      LOOM_CLIENT_ID: 'x',
      LOOM_CLOUD: 'gcchy',
      LOOM_AUDIENCE: 'a b',
    })
    assert.equal(code, 2)
    assert.doesNotMatch(stdout, GITHUB)
    for (const name of ['client-id', 'cloud', 'audience'])
      assert.ok(stdout.includes(`- LOOM_${name.toUpperCase().replace('-', '_')}: `), stdout)
    assert.match(stdout, /order one in its recipe/)
  })
})
