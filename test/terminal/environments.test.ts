import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { parseWorkflowCommand } from '../runner/workflow-command.ts'
import { assertRefused, type CommandLineScenario, startCommandLine, tokenOf } from './command-line.ts'

const LIST = '/environmentmanagement/environments'

/** As many environments as there are names, whose other values are the same in each run. */
function fill({ emulator, tenant }: CommandLineScenario, names: readonly string[]): void {
  emulator.powerPlatform.environments.length = 0
  for (const [index, displayName] of names.entries()) {
    const id = `1000000${index}-0000-4000-8000-000000000000`
    emulator.powerPlatform.addEnvironment(tenant.id, {
      ...{ id, displayName, domainName: `org${index}`, url: `https://org${index}.crm4.dynamics.com/` },
      dataverseId: `2000000${index}-0000-4000-8000-000000000000`,
    })
  }
}

describe('power-platform-token environments', () => {
  let scenario: CommandLineScenario
  let secret = ''
  before(async () => {
    scenario = await startCommandLine()
    secret = scenario.app.addSecret()
    scenario.emulator.powerPlatform.assignRole({ principalId: scenario.app.objectId, role: 'Reader' })
  })
  beforeEach(() => {
    scenario.emulator.faults.clear()
    scenario.emulator.powerPlatform.pageSize = Number.POSITIVE_INFINITY
  })
  after(() => scenario[Symbol.asyncDispose]())

  const run = (args: readonly string[] = [], env: Record<string, string> = {}) =>
    scenario.command(['environments', ...args], { env: { AZURE_CLIENT_SECRET: secret, ...env } })

  it('prints all pages as lines with tabs where nobody looks, and no talk', async () => {
    fill(scenario, ['Contoso (default)', 'Dev', 'Test'])
    scenario.emulator.powerPlatform.pageSize = 2
    const { code, stdout, stderr, requests, recorded } = await run()
    assert.equal(code, 0, stderr)
    const line = (index: number, name: string) =>
      `1000000${index}-0000-4000-8000-000000000000\t${name}\tSandbox\tReady\tEurope\thttps://org${index}.crm4.dynamics.com/\n`
    assert.equal(stdout, line(0, 'Contoso (default)') + line(1, 'Dev') + line(2, 'Test'))
    assert.deepEqual(requests, ['login POST 200', 'api GET 200', 'api GET 200'])
    assert.deepEqual(
      recorded.slice(1).map(({ path, query }) => `${path}?${query}`),
      [`${LIST}?api-version=2024-10-01`, `${LIST}?api-version=2024-10-01&%24skiptoken=2`],
    )
    const { app, tenant } = scenario
    assert.match(stderr, /^Credential: client-secret, because .+ is set\nApp .+\n$/)
    assert.ok(
      stderr.endsWith(
        `App ${app.clientId} in tenant ${tenant.id}, cloud public (login.microsoftonline.com)\n`,
      ),
    )
  })

  it('lets no name be a command of the runner, in any form', async () => {
    const names = ['::add-mask::e', '##[error]x', '::stop-commands::y']
    fill(scenario, names)
    const registered = new Set(['add-mask', 'error', 'stop-commands'])
    for (const output of ['table', 'tsv', 'json']) {
      const { stdout } = await run(['--output', output], { GITHUB_ACTIONS: 'true' })
      for (const line of stdout.split('\n'))
        assert.equal(parseWorkflowCommand(line, registered), undefined, line)
      // In JSON, the escapes mean the same characters.
      if (output !== 'json') continue
      const listed: { displayName: string }[] = JSON.parse(stdout)
      assert.deepEqual(
        listed.map(({ displayName }) => displayName),
        names,
      )
    }
  })

  it('prints JSON with every field', async () => {
    fill(scenario, ['Dev'])
    const { stdout } = await run(['--output', 'json'])
    assert.equal(
      stdout,
      `[
  {
    "id": "10000000-0000-4000-8000-000000000000",
    "displayName": "Dev",
    "type": "Sandbox",
    "state": "Ready",
    "geo": "Europe",
    "azureRegion": "westeurope",
    "url": "https://org0.crm4.dynamics.com/",
    "domainName": "org0",
    "dataverseId": "20000000-0000-4000-8000-000000000000",
    "version": "9.2.26072.00130",
    "tenantId": "${scenario.tenant.id}"
  }
]
`,
    )
  })

  it('prints a table where one is asked for', async () => {
    fill(scenario, ['Dev', 'Contoso (default)'])
    const { stdout } = await run(['--output', 'table'])
    assert.equal(
      stdout,
      `Name               Type     State  Region  ID                                    URL
Dev                Sandbox  Ready  Europe  10000000-0000-4000-8000-000000000000  https://org0.crm4.dynamics.com/
Contoso (default)  Sandbox  Ready  Europe  10000001-0000-4000-8000-000000000000  https://org1.crm4.dynamics.com/
`,
    )
  })

  it('tries a page again by itself, and says so', async () => {
    fill(scenario, ['A', 'B'])
    const { powerPlatform, faults } = scenario.emulator
    powerPlatform.pageSize = 1
    faults.next('api', [{ delay: 0 }, { status: 503 }])
    const { stdout, stderr, requests } = await run()
    assert.deepEqual(requests, ['login POST 200', 'api GET 200', 'api GET 503', 'api GET 200'])
    assert.equal(stdout.split('\n').length, 3)
    assert.match(stderr, /^Retry 1 in .* api\.powerplatform\.com answered 503|^Retry 1 in .*fault/m)
  })

  it('prints nothing of a list whose second page is refused', async () => {
    fill(scenario, ['A', 'B'])
    const { powerPlatform, faults } = scenario.emulator
    powerPlatform.pageSize = 1
    faults.next('api', [{ delay: 0 }, { status: 403, body: { code: 'Forbidden', message: 'No.' } }])
    assertRefused(await run(), 1, 'Power Platform API (403): the token is valid, but the app has no role')
  })

  it('takes the token to no other address', async () => {
    const nextLink = `${scenario.emulator.apiOrigin}${LIST}?api-version=2024-10-01`
    scenario.emulator.faults.next('api', { body: { value: [], nextLink } })
    const result = await run()
    assertRefused(result, 1, "The list of environments can't be read to its end", 'the token must not go')
    assert.deepEqual(result.requests, ['login POST 200', 'api GET 200'])
  })

  it('warns where nothing is visible, and prints an empty list', async () => {
    fill(scenario, [])
    const { code, stdout, stderr } = await run()
    assert.deepEqual([code, stdout], [0, ''])
    assert.match(stderr, /^Warning: The token works and sees no environment, although every tenant has/m)
    assert.match(stderr, /^- The cloud: .* Check the input --cloud\.$/m)
    assert.equal((await run(['--output', 'json'])).stdout, '[]\n')
  })

  it('says which permissions a user saw it with', async () => {
    fill(scenario, ['Dev'])
    const { tenant } = scenario
    const user = { username: 'ada@contoso.com', password: 'correct horse battery' }
    tenant.addUser(user)
    const app = tenant.addApp({ publicClient: true })
    tenant.consent(app, ['EnvironmentManagement.Environments.Read'])
    const { code, stderr } = await scenario.command(['environments', '--client-id', app.clientId], {
      env: { AZURE_USERNAME: user.username, AZURE_PASSWORD: user.password },
    })
    assert.equal(code, 0, stderr)
    assert.match(stderr, /^Seen with the permissions EnvironmentManagement\.Environments\.Read$/m)
  })

  it('explains a missing role by the command for it, with the IDs', async () => {
    const app = scenario.tenant.addApp()
    const result = await run(['--client-id', app.clientId], { AZURE_CLIENT_SECRET: app.addSecret() })
    assertRefused(result, 1, 'Fix: ', app.objectId)
    assert.doesNotMatch(result.stderr, /handed over/)
    assert.ok(!result.stderr.includes('\u001b'), 'colour without a terminal')
  })

  it('shows names as text and nothing else, whatever they hold', async () => {
    fill(scenario, ['\u001b]0;title\u0007\u001b[2J', 'a\tb\nc', '\u202egpj', 'x'.repeat(400)])
    const { stdout } = await run()
    assert.deepEqual(
      stdout.split('\n').map((line) => line.split('\t')[1]),
      ['\\u001b]0;title\\u0007\\u001b[2J', 'a\\u0009b c', '\\u202egpj', '(400 characters)', undefined],
    )
    assert.deepEqual(JSON.parse((await run(['--output', 'json'])).stdout).length, 4)
  })

  it('shows no secret that an environment is called by', async () => {
    let token = ''
    scenario.emulator.faults.next('api', {
      body: ({ headers }: { headers: { authorization?: string } }) => {
        token = headers.authorization?.slice('Bearer '.length) ?? ''
        const value = [token, token.split('').join(' '), secret].map((displayName) => ({ displayName }))
        return { value: value.map((each) => ({ ...each, id: `${token.slice(0, 200)}` })) }
      },
    })
    const result = await run(['--output', 'json'])
    assert.equal(tokenOf(result), token)
    assert.ok(!result.stdout.includes(token.slice(-20)) && !result.stdout.includes(secret))
  })

  it('says one line a request with --verbose, on standard error', async () => {
    fill(scenario, ['Dev'])
    const { stdout, stderr } = await run(['--verbose'])
    assert.equal(stdout.split('\n').length, 2)
    const lines = stderr.split('\n').filter((line) => /^(GET|POST) /.test(line))
    assert.deepEqual(
      lines.map((line) => line.replace(/, request ID [\w-]+/, '').replace(/\d+ ms/, 'N ms')),
      [
        `POST login.microsoftonline.com/${scenario.tenant.id}/oauth2/v2.0/token: 200, N ms`,
        `GET api.powerplatform.com${LIST}: 200, N ms`,
      ],
    )
  })

  const wrong: [args: string[], words: string][] = [
    [['--output', 'jsn'], '--output is one of table, json, tsv. Did you mean "json"?'],
    [
      ['--ouput', 'json'],
      'Unknown option: --ouput. Did you mean --output?\npower-platform-token environments --help says more.\n',
    ],
    [['--scope', 'x'], 'Unknown option: --scope.'],
    [['all'], 'environments takes options only, such as --output.'],
    [['--cloud', 'mars'], 'Inputs need a correction'],
  ]
  for (const [args, words] of wrong) {
    it(`refuses ${args.join(' ')} before it asks anybody`, async () => {
      const result = await run(args)
      assertRefused(result, 2, words)
      assert.deepEqual(result.requests, [])
    })
  }
})
