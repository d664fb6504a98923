import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type CommandLineOptions, type CommandLineScenario, startCommandLine } from './command-line.ts'

let scenario: CommandLineScenario
let secret: string

before(async () => {
  scenario = await startCommandLine()
  secret = scenario.app.addSecret()
})
after(() => scenario[Symbol.asyncDispose]())

const exec = (words: readonly string[], options: CommandLineOptions = {}) =>
  scenario.command(['exec', ...words], {
    ...options,
    env: { AZURE_CLIENT_SECRET: secret, ...options.env },
  })

/** A program that runs this, with these arguments. */
const script = (code: string, ...args: string[]) => [process.execPath, '-e', code, ...args]

/** Asks the endpoint for each resource, and prints status and answer, without the token. */
const ask = (...resources: string[]) =>
  script(
    `
    const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = process.env
    const ask = async (resource) => {
      const url = endpoint + '?api-version=2019-08-01&resource=' + encodeURIComponent(resource)
      const answer = await fetch(url, { headers: { 'X-IDENTITY-HEADER': header } })
      const { access_token: token, ...others } = await answer.json()
      console.log(JSON.stringify({ status: answer.status, parts: token?.split('.').length, ...others }))
    }
    process.argv.slice(1).reduce((before, each) => before.then(() => ask(each)), Promise.resolve())`,
    ...resources,
  )

const answersOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('exec', () => {
  it('gives a command tokens of all fields as text, and says how it signed in on standard error', async () => {
    const result = await exec(['--', ...ask('https://api.powerplatform.com/')])
    assert.equal(result.code, 0, result.stderr)
    const [{ expires_on: expiresOn, expires_in: expiresIn, not_before: notBefore, ...answer }] = answersOf(
      result.stdout,
    )
    assert.deepEqual(answer, {
      status: 200,
      parts: 3,
      client_id: scenario.app.clientId,
      resource: 'https://api.powerplatform.com',
      token_type: 'Bearer',
    })
    assert.equal(Number(expiresOn) - Number(notBefore), Number(expiresIn))
    assert.ok(Number(expiresIn) > 3500 && Number(expiresIn) <= 3600, expiresIn)
    assert.match(
      result.stderr,
      /^(?:power-platform-token \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ: (?:Credential: client-secret, .*|App .*|Token for .*|https:\/\/api\.powerplatform\.com: 1 token handed out, .*)\n){4}$/,
    )
    // The first token was there already.
    assert.deepEqual(result.requests, ['login POST 200'])
  })

  it('gives tokens of each resource, under each of its names, and of no other', async () => {
    const result = await exec([
      ...['--resources', 'https://api.powerplatform.com https://management.azure.com'],
      ...[
        '--',
        ...ask(
          '8578E004-a5c6-46e7-913e-12f58912df43',
          'https://management.core.windows.net/',
          'https://graph.microsoft.com',
        ),
      ],
    ])
    const [api, arm, graph] = answersOf(result.stdout)
    assert.equal(api.resource, 'https://api.powerplatform.com')
    assert.equal(arm.resource, 'https://management.azure.com')
    assert.deepEqual(graph, {
      status: 400,
      error: 'invalid_resource',
      statusCode: 400,
      message:
        'The resource asked for (Microsoft Graph) is not in --resources, which lists only https://api.powerplatform.com, https://management.azure.com. Correct its address, or add it there. More: https://github.com/OWNER/power-platform-token/blob/v1/docs/troubleshooting.md#request-to-the-identity-endpoint',
    })
    assert.deepEqual(result.requests, ['login POST 200', 'login POST 200'])
  })

  it('keeps secrets out of the environment of the command', async () => {
    const print = script('console.log(JSON.stringify(process.env))')
    const env = {
      AZURE_FEDERATED_TOKEN_FILE: '/var/run/token',
      AZURE_CLIENT_SECRET: secret,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'ey.ey.x',
      OTHER: 'stays',
    }
    const result = await exec(['--', ...print], { env })
    const seen = JSON.parse(result.stdout)
    assert.deepEqual(
      Object.keys(env).filter((name) => name in seen),
      ['OTHER'],
    )
    assert.match(seen.IDENTITY_ENDPOINT, /^http:\/\/127\.0\.0\.1:\d+\/msi\/token$/)
    assert.match(seen.IDENTITY_HEADER, /^ppt_[\w-]{43}$/)
  })

  for (const [name, words, code] of [
    ['its exit code', script('process.exit(23)'), 23],
    ['128 and the signal that ended it', script("process.kill(process.pid, 'SIGTERM')"), 143],
    ['127 where there is no such command', ['no-such-command-anywhere'], 127],
  ] as const) {
    it(`ends with ${name}`, async () => {
      const result = await exec(['--', ...words])
      assert.equal(result.code, code, result.stderr)
    })
  }

  for (const [program, words] of [
    ['no-such-command-anywhere', 'exec found no program no-such-command-anywhere in PATH. It runs without'],
    ['./no/such-script.sh', 'exec found no program ./no/such-script.sh. It runs without'],
    ['aB3dE5gH7~', 'exec found no program of this name in PATH. It runs without'],
    ['./package.json', 'exec could not start ./package.json (EACCES). A script must be executable'],
  ] as const) {
    it(`says why ${program} can't be started, in a line as its others`, async () => {
      const { stderr } = await exec(['--', program])
      const line = stderr.split('\n').find((each) => each.includes('exec '))
      assert.match(line ?? '', /^power-platform-token \S+Z: exec /)
      assert.ok(line?.includes(words), line)
    })
  }

  it('says which page and which help is about having no credential', async () => {
    const { stderr } = await exec(['--', 'ls'], { env: { AZURE_CLIENT_SECRET: undefined } })
    assert.match(stderr, /power-platform-token exec --help lists the options/)
    assert.match(stderr, /^More: \S+\/troubleshooting\.md#no-credential$/m)
  })

  it('says how an address is spelt that is nearly one of an API', async () => {
    const words = ['--resources', 'https://api.powerplatfrom.com', '--', 'ls']
    const { code, stderr } = await exec(words)
    assert.equal(code, 1)
    assert.match(
      stderr,
      /^Fix: Check the spelling of https:\/\/api\.powerplatfrom\.com in --resources\. Did you mean https:\/\/api\.powerplatform\.com\?$/m,
    )
  })

  it('runs nothing without a token', async () => {
    const result = await exec(['--', ...script('console.log("ran")')], {
      env: { AZURE_CLIENT_SECRET: 'Abc8Q~wrong' },
    })
    assert.equal(result.code, 1)
    assert.equal(result.stdout, '')
    assert.match(result.stderr, /AADSTS7000215/)
  })

  it('needs a command', async () => {
    for (const words of [[], ['--'], ['ls']]) {
      const result = await exec(words)
      assert.equal(result.code, 2, words.join(' '))
      assert.match(result.stderr, /^exec needs -- and a command after it, as in: power-platform-token exec /)
    }
  })

  it('says how several resources are given', async () => {
    const result = await exec(['--resources', 'https://a.example', 'https://b.example', '--', 'ls'])
    assert.equal(result.code, 2)
    assert.match(
      result.stderr,
      /^Unexpected argument before --\. Several resources go into one quoted argument/,
    )
  })

  it('has the command send its own app, whatever the environment named', async () => {
    const print = script('console.log(process.env.AZURE_CLIENT_ID)')
    const { clientId } = scenario.app
    const env = { AZURE_CLIENT_ID: '0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11' }
    const result = await exec(['--client-id', clientId, '--', ...print], { env })
    assert.equal(result.stdout, `${clientId}\n`, result.stderr)
  })

  it('leaves the options after -- to the command', async () => {
    const result = await exec([
      '--',
      ...script('console.log(process.argv.slice(1).join())', '--', '--help', '-x'),
    ])
    assert.equal(result.stdout, '--help,-x\n')
  })

  it('does not wait for what the command leaves running', async () => {
    const leave = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { detached: true, stdio: ['ignore', 'inherit', 'ignore'] }).unref(); console.log('left')`
    const started = Date.now()
    const result = await exec(['--', ...script(leave)], {
      script: '"$@" > "$OUT"; echo "ended $?"',
      env: { OUT: '/dev/null' },
    })
    assert.equal(result.stdout, 'ended 0\n', result.stderr)
    assert.ok(Date.now() - started < 20_000)
  })
})
