import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { gone } from '../identity-endpoint/processes.ts'
import { leaks } from '../runner/leaks.ts'
import { trust } from '../scenario.ts'
import { type CommandLineScenario, node, program, startCommandLine } from './command-line.ts'
import { asking, type Serving, startServing } from './serve-process.ts'

const API = 'https://api.powerplatform.com'
const ARM = 'https://management.azure.com'
const HEADER = 'a'.repeat(32)

let scenario: CommandLineScenario
let secret: string

before(async () => {
  scenario = await startCommandLine()
  secret = scenario.app.addSecret()
})
after(() => scenario[Symbol.asyncDispose]())
afterEach(() => scenario.emulator.faults.clear())

const serve = (args: readonly string[] = [], env: Record<string, string | undefined> = {}) =>
  startServing(scenario, args, { AZURE_CLIENT_SECRET: secret, ...env })

/** Runs it where it must end by itself. */
const refused = (args: readonly string[], env: Record<string, string> = {}) =>
  scenario.command(['serve', ...args], { env: { AZURE_CLIENT_SECRET: secret, ...env } })

/** The requests to Entra since the last call. */
let seen = 0
function logins(): string[] {
  const { requests } = scenario.emulator
  const fresh = requests.slice(seen)
  seen = requests.length
  return fresh.map(
    ({ service, method, status, form }) => `${service} ${method} ${status} ${form?.get('scope')}`,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

describe('what serve prints', () => {
  it('is its two variables as JSON, and nothing else', async () => {
    await using serving = await serve()
    assert.match(serving.endpoint, /^http:\/\/127\.0\.0\.1:\d+\/msi\/token$/)
    assert.match(serving.header, /^ppt_[\w-]{43}$/)
    const variables = JSON.parse(serving.said.stdout)
    // The scenario has a proxy.
    assert.deepEqual(Object.keys(variables), ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'NO_PROXY', 'no_proxy'])
    assert.equal(variables.NO_PROXY, '127.0.0.1')
    assert.equal(serving.said.stdout.split('\n').length, 2)
  })

  it('is lines for a shell unless something else is asked for', async () => {
    const port = await freePort()
    const result = await scenario.command(['serve', '--port', String(port), '--identity-header-env', 'KEY'], {
      env: { AZURE_CLIENT_SECRET: secret, KEY: HEADER, HTTP_PROXY: 'http://127.0.0.1:9' },
      // The shell reads the lines, asks with them, and ends it.
      script: `coproc "$@"
        for each in first second third fourth; do read -r "$each" <&"\${COPROC[0]}"; eval "\${!each}"; done
        curl -s -H "X-IDENTITY-HEADER: $IDENTITY_HEADER" -X POST "\${IDENTITY_ENDPOINT%/msi/token}/end"
        wait; printf '\\n%s\\n%s\\n%s\\n%s\\n' "$first" "$second" "$third" "$fourth"`,
    })
    const [answer = '', ...lines] = result.stdout.trimEnd().split('\n')
    assert.equal(JSON.parse(answer).served[0].resource, API, result.stderr)
    assert.deepEqual(lines, [
      `export IDENTITY_ENDPOINT='http://127.0.0.1:${port}/msi/token'`,
      `export IDENTITY_HEADER='${HEADER}'`,
      "export NO_PROXY='127.0.0.1'",
      "export no_proxy='127.0.0.1'",
    ])
  })

  for (const [name, args, env, words] of [
    [
      'a header that is short',
      ['--identity-header-env', 'KEY'],
      { KEY: 'a'.repeat(31) },
      /^KEY holds 31 characters; it must hold 32 to 200 random characters without spaces/,
    ],
    [
      'a header with spaces',
      ['--identity-header-env', 'KEY'],
      { KEY: 'a b'.repeat(20) },
      /^KEY holds 60 characters, and some are spaces or not ASCII; /,
    ],
    ['a header that is empty', ['--identity-header-env', 'KEY'], { KEY: '' }, /^KEY is empty; /],
    ['a header that is missing', ['--identity-header-env', 'KEY'], {}, /^KEY is not set; /],
    [
      'a header whose name is one that a secret could be',
      ['--identity-header-env', 'aB3dE5gH7'],
      {},
      /^The variable that --identity-header-env names is not set; /,
    ],
    ['a port that is none', ['--port', '65536'], {}, /^--port is a number from 1 to 65535\./],
    ['another format', ['--output', 'text'], {}, /--output/],
  ] as const) {
    it(`is nothing with ${name}`, async () => {
      const result = await refused(args, env)
      assert.deepEqual([result.code, result.stdout, result.requests], [2, '', []], result.stderr)
      assert.match(result.stderr, words)
    })
  }

  it('is nothing where another program has the port, which is said', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const result = await refused(['--port', String(port)])
    server.close()
    // Known before a token is asked for.
    assert.deepEqual([result.code, result.stdout, result.requests], [1, '', []])
    assert.match(result.stderr, new RegExp(`^Port ${port} is in use$`, 'm'))
    assert.match(
      result.stderr,
      /^Fix: Give another number by --port, or leave it out to have any free port; or end the program that has this one\.$/m,
    )
    assert.match(result.stderr, /troubleshooting\.md#port-of-the-identity-endpoint$/m)
    assert.doesNotMatch(result.stderr, /EADDRINUSE|disk/)
  })

  it('may be read by nobody, where port and header are known beforehand', async () => {
    const port = await freePort()
    const args = [program, 'serve', '--port', String(port), '--identity-header-env', 'KEY']
    const child = spawn(node, args, {
      env: { ...scenario.env, AZURE_CLIENT_SECRET: secret, KEY: HEADER },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child.stdout.destroy()
    const end = async (): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/end`, {
        method: 'POST',
        headers: { 'X-IDENTITY-HEADER': HEADER },
      }).catch(() => end())
    assert.equal((await end()).status, 200)
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })
})

describe('serve', () => {
  it('opens no debugger at a signal, and leaves no command of a token behind that does not end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'command-'))
    const command = join(folder, 'token.sh')
    const token = await scenario.emulator.github.mint({ sub: trust(scenario) })
    writeFileSync(join(folder, 'token'), token)
    // The second time, it doesn't end, whoever asks it to.
    writeFileSync(
      command,
      `#!/bin/bash\ncd "$(dirname "$0")"\n[[ -e pid ]] || { touch pid; cat token; exit; }\ntrap '' TERM INT\necho $$ > pid\nwhile :; do sleep 0.1; done\n`,
      { mode: 0o755 },
    )
    const args = ['--resources', `${API} ${ARM}`, '--federated-token-command', command]
    await using serving = await serve(args, { AZURE_CLIENT_SECRET: undefined })
    process.kill(serving.pid, 'SIGUSR1')
    assert.equal((await serving.ask()).status, 200)
    const answer = serving.ask(asking(ARM)).catch(() => undefined)
    let pid = 0
    while (!pid) {
      pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
      await new Promise(setImmediate)
    }
    assert.equal(await serving.end('SIGTERM'), 0)
    await answer
    await gone(pid)
    rmSync(folder, { recursive: true })
    assert.doesNotMatch(serving.said.stderr, /Debugger/)
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`ends with 0 at ${signal}, and says what was served`, async () => {
      await using serving = await serve(['--resources', `${API} ${ARM}`])
      await serving.ask()
      await serving.ask()
      assert.equal(await serving.end(signal), 0)
      assert.match(
        serving.said.stderr,
        /^https:\/\/api\.powerplatform\.com: 2 tokens handed out, 1 request to Entra, 0 refusals; the longest wait was 0\.0 s\n$/m,
      )
      assert.doesNotMatch(serving.said.stderr, /management\.azure\.com: /)
    })
  }

  it('ends when it is asked to, and answers with what was served', async () => {
    await using serving = await serve(['--resources', `${API} ${ARM}`])
    await serving.ask(asking(ARM))
    const url = new URL('/end', serving.endpoint)
    const headers = { 'X-IDENTITY-HEADER': serving.header }
    assert.equal((await fetch(url, { method: 'POST' })).status, 401)
    const answer = await fetch(url, { method: 'POST', headers })
    const { served } = (await answer.json()) as { served: { longestWait: number }[] }
    const [api, arm] = served.map(({ longestWait: _, ...tally }) => tally)
    assert.deepEqual(api, { resource: API, answers: 0, requests: 1, refusals: 0 })
    assert.deepEqual(arm, { resource: ARM, answers: 1, requests: 1, refusals: 0 })
    assert.equal(await serving.ended, 0)
    await assert.rejects(serving.ask(), 'nobody listens there any more')
  })

  it('gives tokens of each resource, each its own', async () => {
    await using serving = await serve(['--resources', `${API} ${ARM}`])
    for (const [resource, name] of [
      [API, API],
      [`${ARM}/`, ARM],
      ['https://management.core.windows.net', ARM],
    ] as const) {
      const { status, headers, body } = await serving.ask(asking(resource))
      assert.equal(status, 200)
      assert.equal(headers.get('cache-control'), 'no-store')
      const { access_token: token = '', ...fields } = body
      assert.equal(decodeJwt(token).aud, name)
      assert.equal(fields.resource, name)
      assert.ok(Object.values(fields).every((value) => typeof value === 'string'))
    }
  })

  it('asks Entra once, however many ask for a token that is not there yet', async () => {
    await using serving = await serve(['--resources', `${API} ${ARM}`])
    logins()
    scenario.emulator.faults.next('login', { delay: 200 })
    const all = await Promise.all(Array.from({ length: 100 }, () => serving.ask(asking(ARM))))
    assert.equal(new Set(all.map(({ body }) => body.access_token)).size, 1)
    assert.deepEqual(logins(), [`login POST 200 ${ARM}/.default`])
  })

  it('shows neither tokens nor its secrets, however much it says', async () => {
    await using serving = await serve(['--verbose', '--resources', `${API} ${ARM}`])
    const tokens = [
      (await serving.ask()).body.access_token,
      (await serving.ask(asking(ARM))).body.access_token,
    ]
    await serving.ask(asking('https://elsewhere.example'))
    await serving.end('SIGTERM')
    const { stderr } = serving.said
    assert.match(stderr, /Refused with 400/)
    for (const value of [...tokens, secret, serving.header])
      assert.deepEqual(
        leaks({ stdout: '', stderr, summary: '', annotations: [], files: [] }, value ?? ''),
        [],
      )
  })
})

/** What each refusal ends with. */
const MORE =
  ' More: https://github.com/OWNER/power-platform-token/blob/v1/docs/troubleshooting.md#request-to-the-identity-endpoint'

describe('whoever asks serve for what it does not give', () => {
  let serving: Serving
  before(async () => {
    serving = await serve()
  })
  after(() => serving[Symbol.asyncDispose]())

  const good = asking(API)
  const known = () => ({ 'X-IDENTITY-HEADER': serving.header })
  const foreign = { status: 403, error: 'forbidden', message: 'Requests from web pages are refused.' }
  const unauthorized = {
    status: 401,
    error: 'unauthorized',
    message:
      'The header X-IDENTITY-HEADER is missing or wrong: it must have the value of the environment variable IDENTITY_HEADER.',
  }
  const invalid = (message: string) => ({ status: 400, error: 'invalid_request', message })

  for (const [name, query, request, expected] of [
    ['without the header', good, () => ({ headers: {} }), unauthorized],
    ['with another header', good, () => ({ headers: { 'X-IDENTITY-HEADER': HEADER } }), unauthorized],
    ['from a page', good, () => ({ headers: { ...known(), Origin: 'https://a.example' } }), foreign],
    ['from a page of its own', good, () => ({ headers: { ...known(), Origin: serving.endpoint } }), foreign],
    [
      'by POST',
      good,
      () => ({ headers: known(), method: 'POST' }),
      { status: 405, error: 'method_not_allowed', message: 'Only GET is supported here.' },
    ],
    [
      'without a resource',
      { 'api-version': '2019-08-01' },
      undefined,
      invalid(
        'The parameter resource is missing: the address of an API, such as https://api.powerplatform.com.',
      ),
    ],
    [
      'in another version',
      { ...good, 'api-version': '2020-01-01' },
      undefined,
      invalid('Add api-version=2019-08-01 to the request.'),
    ],
    [
      'for another resource',
      asking('https://graph.microsoft.com'),
      undefined,
      {
        status: 400,
        error: 'invalid_resource',
        message: `The resource asked for (Microsoft Graph) is not in --resources, which lists only ${API}. Correct its address, or add it there.`,
      },
    ],
    [
      'by a resource ID',
      { ...good, mi_res_id: '/subscriptions/0' },
      undefined,
      invalid('Name an identity by client_id only, or leave it out.'),
    ],
  ] as const) {
    it(`is told why (${name})`, async () => {
      const { status, body, headers } = await serving.ask(query, request?.())
      const { status: code, ...words } = expected
      assert.deepEqual(
        [status, body],
        [code, { ...words, message: `${words.message}${MORE}`, statusCode: code }],
      )
      assert.equal(headers.get('connection'), 'close')
    })
  }

  it('is told where tokens are', async () => {
    const answer = await fetch(new URL('/metadata/identity/oauth2/token', serving.endpoint), {
      headers: known(),
    })
    assert.equal(answer.status, 404)
    assert.deepEqual(await answer.json(), {
      error: 'not_found',
      message: `Tokens are served at /msi/token only.${MORE}`,
      statusCode: 404,
    })
  })

  it('is told which app it has tokens of', async () => {
    const { clientId } = scenario.app
    assert.equal((await serving.ask({ ...good, client_id: clientId.toUpperCase() })).status, 200)
    const { status, body } = await serving.ask({ ...good, client_id: crypto.randomUUID() })
    assert.equal(status, 400)
    assert.match(
      body.message ?? '',
      new RegExp(`only has tokens for app ${clientId}, and the request asked for another`),
    )
  })
})

describe('while Entra gives no token, serve', () => {
  it('says 503 and when to ask again, and asks no more often than that', async () => {
    await using serving = await serve(['--resources', `${API} ${ARM}`, '--timeout', '1'])
    scenario.emulator.faults.always('login', { status: 503 })
    logins()
    const { status, headers, body } = await serving.ask(asking(ARM))
    assert.deepEqual([status, body.error, body.statusCode], [503, 'unavailable', 503])
    assert.match(
      body.message ?? '',
      /^https:\/\/management\.azure\.com: login\.microsoftonline\.com answered 503\. There is nothing to do unless it lasts: the endpoint tries again [^\n]+ More: \S+#fault-of-a-service$/,
    )
    assert.match(headers.get('retry-after') ?? '', /^[1-5]$/)
    const made = logins().length
    assert.ok(made >= 1)
    const again = await serving.ask(asking(ARM))
    assert.deepEqual([again.status, logins()], [503, []])
    // The first one is still good.
    assert.equal((await serving.ask()).status, 200)
  })

  it('takes a timeout that is over for something that passes', async () => {
    await using serving = await serve(['--resources', `${API} ${ARM}`, '--timeout', '1'])
    scenario.emulator.faults.always('login', { hang: 'before-headers' })
    const { status, body } = await serving.ask(asking(ARM))
    assert.deepEqual([status, body.error], [503, 'unavailable'], body.message)
  })

  it('says 400 and what to mend, in one line, and the whole of it in its log', async () => {
    await using serving = await serve(['--resources', `${API} https://contoso.crm4.dynamics.com`])
    const { status, body, headers } = await serving.ask(asking('https://contoso.crm4.dynamics.com/'))
    assert.deepEqual([status, body.error, headers.get('retry-after')], [400, 'refused', null])
    assert.match(
      body.message ?? '',
      /^https:\/\/contoso\.crm4\.dynamics\.com: AADSTS500011: the API has no service principal in this tenant\. [^\n]+$/,
    )
    await serving.line(/^Warning: https:\/\/contoso\.crm4\.dynamics\.com: AADSTS500011: /m)
    await serving.line(/^Trace ID: [\w-]{36}$/m)
    await serving.end('SIGTERM')
    assert.match(
      serving.said.stderr,
      /crm4\.dynamics\.com: 0 tokens handed out, 1 request to Entra, 1 refusal; /,
    )
  })
})
