import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { APP, TENANT } from '../unit/situation.ts'
import {
  assertRefused,
  type CommandLineOptions,
  type CommandLineScenario,
  startCommandLine,
} from './command-line.ts'

const logOf = (name: string) => join(import.meta.dirname, 'logs', `${name}.log`)
const HELP = 'power-platform-token explain --help says more.\n'
const PAGE = 'https://github.com/OWNER/power-platform-token/blob/v1/docs/troubleshooting.md'
const nobody = { AZURE_TENANT_ID: undefined, AZURE_CLIENT_ID: undefined }

describe('power-platform-token explain', () => {
  let scenario: CommandLineScenario
  let folder = ''
  before(async () => {
    scenario = await startCommandLine()
    folder = mkdtempSync(join(tmpdir(), 'explain-'))
  })
  after(async () => {
    rmSync(folder, { recursive: true })
    await scenario[Symbol.asyncDispose]()
  })

  /** It must ask nobody, whatever it is given. */
  async function run(args: readonly string[], { env, ...options }: CommandLineOptions = {}) {
    const result = await scenario.command(['explain', ...args], { ...options, env: { ...nobody, ...env } })
    assert.deepEqual(result.requests, [])
    assert.deepEqual(scenario.emulator.connections, { login: 0, oidc: 0, api: 0, devops: 0, graph: 0 })
    return result
  }

  function fileOf(text: string): string {
    const path = join(folder, 'text.log')
    writeFileSync(path, text)
    return path
  }

  it('says of each code why it comes and what fixes it, with words in capitals for what is not given', async () => {
    const { code, stdout, stderr } = await run(['AADSTS7000229', '53003999'])
    assert.deepEqual([code, stderr], [0, ''])
    assert.equal(
      stdout,
      `AADSTS7000229: the app has no service principal in this tenant
Why: az ad app create makes the app registration alone, and what signs in is its service principal (enterprise application).
Fix: Make it:
    az ad sp create --id CLIENT_ID
More: ${PAGE}#aadsts7000229

AADSTS53003999: a code that this program does not know
Why: The program has nothing to say about it. Microsoft's page has its message, and often what to do.
Fix: Read what Microsoft says about the code: https://login.microsoftonline.com/error?code=53003999
Fix: If that is not enough, look the correlation ID up: Entra admin center › Monitoring › Sign-in logs (for an app: Service principal sign-ins).
More: ${PAGE}#unknown-refusal
`,
    )
  })

  it('is as its page shows it', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8')
    const [, command = '', shown] =
      /```bash\npower-platform-token explain (.+)\n```\n\n```text\n([\s\S]+?)```/.exec(page) ?? []
    assert.equal((await run(command.split(' '))).stdout, shown)
  })

  it('fills in the given IDs, by options or the environment', async () => {
    const args = ['700016', '--tenant-id', TENANT, '--cloud', 'gcc-high']
    const { stdout } = await run(args, { env: { AZURE_CLIENT_ID: APP } })
    assert.match(
      stdout,
      new RegExp(`^Why: Tenant ${TENANT} in cloud gcc-high has no app with the client ID ${APP}:`, 'm'),
    )
    assert.match(stdout, /^ {4}az cloud set --name AzureUSGovernment$/m)
    assert.match(stdout, new RegExp(`^    az ad app show --id ${APP} `, 'm'))
  })

  it("takes a log's own app before those of options and variables, and no tenant of another app", async () => {
    const other = '6f9a5eba-a56f-4345-8a2e-0859ed7cb462'
    const tenant = 'contoso.onmicrosoft.com'
    const log = `AADSTS700016: Application with identifier '${APP}' was not found in the directory 'Contoso'.`
    const explained = async (text: string, options: string[], env: CommandLineOptions['env'] = {}) => {
      const { stdout } = await run(options, { stdin: text, env })
      return /^Why: Tenant (\S+) in cloud public has no app with the client ID (\S+):/m.exec(stdout)?.slice(1)
    }
    const variables = { AZURE_CLIENT_ID: other, AZURE_TENANT_ID: TENANT }
    assert.deepEqual(await explained(log, [], variables), ['TENANT_ID', APP])
    assert.deepEqual(await explained(log, ['--client-id', other, '--tenant-id', tenant], variables), [
      tenant,
      APP,
    ])
    assert.deepEqual(await explained(log, [], { ...variables, AZURE_CLIENT_ID: APP }), [TENANT, APP])
    assert.deepEqual(await explained('Failed: AADSTS700016', [], variables), [TENANT, other])
    assert.deepEqual(await explained('Failed: AADSTS700016', []), ['TENANT_ID', 'CLIENT_ID'])
    const { stdout } = await run([log], { env: variables })
    assert.match(stdout, new RegExp(`^    az ad app show --id ${APP} `, 'm'))
  })

  it('says it of the API of the scope', async () => {
    const { stdout } = await run(['500011', '--scope', 'https://graph.microsoft.com'])
    assert.match(stdout, /^Why: .* Microsoft Graph is not missing/m)
  })

  it('finds the code in a log on standard input, and gives the command for its very job', async () => {
    const { stdout } = await run(['--client-id', APP], { stdin: readFileSync(logOf('azure-login'), 'utf8') })
    assert.match(stdout, /^AADSTS700213: no federated credential matches this job$/m)
    assert.match(stdout, /^The job names the environment production, so the subject ends in it;/m)
    const [, json = ''] =
      /^ {4}echo '(.+)' \| az ad app federated-credential create --id (?:[\w-]+) /m.exec(stdout) ?? []
    assert.deepEqual(JSON.parse(json), {
      name: 'contoso-deploy-environment-production',
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:contoso/deploy:environment:production',
      audiences: ['api://AzureADTokenExchange'],
    })
    // The example's ID of a repository stands for no real one.
    assert.doesNotMatch(stdout, /123456789/)
  })

  const DYNAMICS = 'https://contoso.crm4.dynamics.com'
  for (const [where, text] of [
    [
      "Entra's words",
      `AADSTS500011: The resource principal named ${DYNAMICS} was not found in the tenant named Contoso.`,
    ],
    ["the endpoint's answer", `Token request error: (invalid_scope) 400, ${DYNAMICS}: AADSTS500011: the API`],
    [
      "the endpoint's log, with another resource's tokens in it",
      `Token for https://api.powerplatform.com/.default, valid until 10:00\nWarning: ${DYNAMICS}: AADSTS500011: the API\nTried: asking https://login.microsoftonline.com for a token for ${DYNAMICS}/.default`,
    ],
    [
      'a log of two refusals',
      `${DYNAMICS}: AADSTS500011: the API\nhttps://api.powerplatform.com: AADSTS650057: the app`,
    ],
  ] as const) {
    it(`says it of the API that stands in ${where}`, async () => {
      const { stdout } = await run([], { stdin: text })
      assert.match(
        stdout,
        /^AADSTS500011: .+\nWhy: The token was asked for https:\/\/contoso\.crm4\.dynamics\.com\/\.default\. In Entra, each Dataverse environment is an API of its own/m,
      )
      assert.match(
        stdout,
        /^ {4}pac admin assign-user --environment https:\/\/contoso\.crm4\.dynamics\.com /m,
      )
    })
  }

  const LISTED =
    'The resource asked for (Microsoft Graph) is not in --resources, which lists only https://api.powerplatform.com. Correct its address, or add it there.'
  for (const [client, said, [heading, answer, fix, retry = 'never']] of [
    [
      'Python, of a resource that is not listed',
      `Token request error: (invalid_scope) 400, ${LISTED} More: ${PAGE}#request-to-the-identity-endpoint`,
      ['Request to the identity endpoint', LISTED, /Compare the address in the program with --resources/],
    ],
    [
      "the endpoint's log, of a resource that is not listed",
      `Warning: Refused with 400: ${LISTED} The program asked for https://graph.microsoft.com.`,
      ['Request to the identity endpoint', LISTED, /Compare the address in the program with --resources/],
    ],
    [
      'az, of another app',
      `ERROR: 400, This endpoint only has tokens for app ${APP}, and the request asked for another. If AZURE_CLIENT_ID is set, remove it, or set it to ${APP}.`,
      [
        'Request to the identity endpoint',
        `This endpoint only has tokens for app ${APP}, and the request asked for another.`,
        new RegExp(`Unset AZURE_CLIENT_ID for the program, or set it to ${APP}\\.`),
      ],
    ],
    [
      'curl, without the header',
      '{"error":"unauthorized","message":"The header X-IDENTITY-HEADER is missing or wrong: it must have"}',
      [
        'Request to the identity endpoint',
        'The header X-IDENTITY-HEADER is missing or wrong',
        /IDENTITY_ENDPOINT and IDENTITY_HEADER of the same endpoint/,
      ],
    ],
    [
      'a proxy that asks by another name',
      '403 The Host header must be 127.0.0.1:8123.',
      ['Request to the identity endpoint', 'The Host header must be 127.0.0.1:8123.', /as it is/],
    ],
    [
      'curl, without a version',
      '{"message":"Add api-version=2019-08-01 to the request."}',
      ['Request to the identity endpoint', 'Add api-version=2019-08-01 to the request.', /#curl/],
    ],
    [
      'JavaScript, of a fault that passes',
      `https://a.example: login.microsoftonline.com answered 503. There is nothing to do unless it lasts: the endpoint tries again when it is asked, after some seconds at first, then once a minute. More: ${PAGE}#fault-of-a-service`,
      [
        'Fault of a service',
        'https://a.example: login.microsoftonline.com answered 503. There is nothing to do unless it lasts: the endpoint tries again when it is asked, after some seconds at first, then once a minute.',
        /Wait a minute/,
        'transient',
      ],
    ],
    ...[
      "HTTPConnectionPool(host='127.0.0.1', port=38411): Max retries exceeded with url: /msi/token?api-version=2019-08-01 (Caused by NewConnectionError(': Failed to establish a new connection: [Errno 111] Connection refused",
      "HTTPConnection(host='127.0.0.1', port=9): Failed to establish a new connection: [Errno 111] Connection refused",
      'curl: (7) Failed to connect to 127.0.0.1 port 9 after 0 ms: Could not connect to server',
      'dial tcp 127.0.0.1:9: connect: connection refused',
      'connect ECONNREFUSED 127.0.0.1:38411',
      'Caused by: java.net.ConnectException: Connection refused: /127.0.0.1:9',
      'System.Net.Http.HttpRequestException: Connection refused (127.0.0.1:9',
    ].map(
      (text) =>
        [
          `whoever finds no endpoint: ${text}`,
          text,
          ['No answer of the identity endpoint', '', /The endpoint ends with its job/],
        ] as const,
    ),
  ] as const) {
    it(`knows what is said by ${client}`, async () => {
      // With more than that: a text as a whole would count as a secret here.
      const stdin = `${said}\n`.repeat(2)
      const { stdout } = await run(['--output', 'json'], { stdin })
      const [found, ...others] = JSON.parse(stdout)
      assert.deepEqual([found.code, found.retry, others], [heading, retry, []])
      assert.match(found.fixes[0].text, fix)
      const text = (await run([], { stdin })).stdout
      assert.ok(text.startsWith(`${heading}\n${answer && `Answer: ${answer}\n`}Why: `), text)
      assert.ok(text.endsWith(`\nMore: ${found.more}\n`))
    })
  }

  it('says of a missing IDENTITY_HEADER what SDKs take for another machine', async () => {
    for (const said of [
      'ManagedIdentityCredential authentication unavailable, no managed identity endpoint found.',
      'ManagedIdentityCredential: Authentication failed. Message network_error: Network unreachable',
      "TypeError: Cannot read properties of undefined (reading 'expires_on')",
    ]) {
      const { stdout } = await run([], { stdin: said })
      assert.match(stdout, /^Managed identity: this is not an Azure machine$/m)
      assert.match(stdout, /^Fix: .* both IDENTITY_ENDPOINT and IDENTITY_HEADER must reach the program/m)
    }
  })

  it('says what the endpoint may have meant by the name of an error', async () => {
    const { stdout } = await run(['invalid_resource', 'invalid_scope'])
    const fixes = /^Fix: If the identity endpoint sent this, add the resource to --resources\.$/gm
    assert.equal(stdout.match(fixes)?.length, 2)
  })

  it("says of a token that has expired what lasts, and GitHub's life of it of GitHub's alone", async () => {
    const { stdout } = await run(['AADSTS700024'])
    assert.match(
      stdout,
      /^Fix: If \S+ or a variable of the CI system holds it, it stays the same for the whole job: .* use a credential that lasts: --federated-token-command, --federated-token-file that the system renews, or a certificate \(\S+\/long-jobs\.md#which-credentials-last\)\.$/m,
    )
    assert.match(stdout, /^Fix: If it is asked for anew each time, run it again/m)
    assert.doesNotMatch(stdout, /GitHub's lives/)
    const of = (iss: string) => run([`AADSTS700024 issuer - ${iss}`])
    assert.doesNotMatch((await of('https://gitlab.com')).stdout, /lives five minutes/)
    assert.match(
      (await of('https://token.actions.githubusercontent.com')).stdout,
      /GitHub's lives five minutes/,
    )
  })

  it('takes every heading of the page, and finds that of a failure of its own', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/troubleshooting.md'), 'utf8')
    const headings = [...page.matchAll(/^### (.+)$/gm)].flatMap(([, heading = '']) => heading.split(', '))
    assert.ok(headings.length > 100)
    for (let start = 0; start < headings.length; start += 20) {
      const { code, stderr, stdout } = await run(headings.slice(start, start + 20))
      assert.equal(code, 0, stderr)
      assert.doesNotMatch(stdout, /a code that this program does not know/)
    }
    const own = await scenario.command(['token'], { env: nobody, script: '"$@" 2>&1' })
    const { stdout } = await run(['--file', fileOf(own.stdout)])
    assert.equal(
      stdout,
      `Inputs\nWhy: This has no code. The page below says why it comes, and what fixes it.\nMore: ${PAGE}#inputs\n`,
    )
  })

  it("knows GitHub's issuer by a subject that begins as its own do", async () => {
    const { stdout } = await run([
      "AADSTS700213 presented assertion subject 'repo:contoso/deploy:pull_request'.",
    ])
    assert.match(stdout, /^ {2}issuer: {3}https:\/\/token\.actions\.githubusercontent\.com$/m)
    const other = await run(["AADSTS700213 presented assertion subject 'project_path:contoso/deploy'."])
    assert.match(other.stdout, /^ {2}issuer: {3}ISSUER$/m)
  })

  it('shows an example of a token where the text tells of none', async () => {
    const { stdout } = await run(['700213'])
    assert.match(stdout, /has this subject\. For example:$/m)
    assert.doesNotMatch(stdout, /The job runs/)
    assert.match(
      stdout,
      /^ {2}subject: {2}repo:YOUR-ORG\/REPOSITORY:ref:refs\/heads\/BRANCH {3}<- not found$/m,
    )
  })

  it('reads a file, also one that Windows PowerShell has written', async () => {
    const titles = (stdout: string) => stdout.match(/^(AADSTS|Power).*$/gm)
    const expected = [
      'AADSTS700016: the app is not in this tenant',
      'Power Platform API 403 Forbidden: the token is valid, but the app has no role',
    ]
    assert.deepEqual(titles((await run(['--file', logOf('terraform')])).stdout), expected)
    const path = join(folder, 'utf16.log')
    writeFileSync(path, `\ufeff${readFileSync(logOf('terraform'), 'utf8')}`, 'utf16le')
    assert.deepEqual(titles((await run(['--file', path])).stdout), expected)
  })

  it('is JSON for programs', async () => {
    const { stdout } = await run(['7000229', '--output', 'json', '--client-id', APP])
    assert.equal(
      stdout,
      `[
  {
    "code": "AADSTS7000229",
    "title": "AADSTS7000229: the app has no service principal in this tenant",
    "why": "az ad app create makes the app registration alone, and what signs in is its service principal (enterprise application).",
    "fixes": [
      {
        "text": "Make it:",
        "command": "az ad sp create --id ${APP}"
      }
    ],
    "retry": "propagation",
    "more": "${PAGE}#aadsts7000229"
  }
]
`,
    )
  })

  it('is Markdown for issues and chats', async () => {
    const { stdout } = await run(['7000229', 'invalid_scope', '--output', 'markdown'])
    assert.equal(
      stdout,
      `### AADSTS7000229: the app has no service principal in this tenant

**Why:** az ad app create makes the app registration alone, and what signs in is its service principal (enterprise application).

**Fix:** Make it:

\`\`\`bash
az ad sp create --id CLIENT_ID
\`\`\`

[More about it](${PAGE}#aadsts7000229)

### \`invalid_scope\`: Entra does not know what the token is for

**Why:** The scope is misspelt, or belongs to another cloud than public.

**Fix:** The scope is the one of Power Platform API in cloud public. Check the input \`--cloud\`, and \`--authority-host\`, if it is set.

**Fix:** If the identity endpoint sent this, add the resource to \`--resources\`.

[More about it](${PAGE}#invalid_scope)
`,
    )
  })

  it('has an option and its number in one span of Markdown', async () => {
    const { stdout } = await run(['7000215', '--output', 'markdown'])
    assert.match(stdout, /; `--wait-for-propagation 60` waits for it\./)
  })

  it('takes a code for the credential that it is about, and says where another was named', async () => {
    const { stdout } = await run(['50126', '7000218', '--credential', 'secret'])
    const about =
      /^Why: This is about a user's sign-in( or a person's sign-in)?, and not about --credential client-secret\.$/gm
    assert.equal(stdout.match(about)?.length, 2, stdout)
    assert.match((await run(['700024', '--credential', 'certificate'])).stdout, /timedatectl/)
    assert.doesNotMatch((await run(['700024', '--credential', 'federated'])).stdout, /timedatectl/)
  })

  it('says that there is nothing to explain', async () => {
    const result = await run([], { stdin: 'all is well' })
    assertRefused(result, 1, /^There is nothing to explain in this text\nWhy: It holds no AADSTS number/)
  })

  it('shows nothing of a hostile text but what it was asked for', async () => {
    const subject = "a'$(id)`;\u001b]0;x\u0007"
    const text = `::error::AADSTS700213 presented assertion subject '${subject}'\u001b[2J AADSTS50126 {{ AADSTS1e9`
    const { stdout, stderr } = await run([], { stdin: text })
    assert.equal(stderr, '')
    assert.ok(!(stdout + stderr).includes('\u001b'))
    assert.doesNotMatch(stdout, /::error|\$\(id\)/)
    assert.deepEqual(stdout.match(/^AADSTS\d+/gm), ['AADSTS700213', 'AADSTS50126'])
  })

  it('shows no secret that a log holds', async () => {
    const secret = 'abc8Q~this-is-a-client-secret-of-an-app'
    const text = `issuer - https://a.example\nsubject claim - ${secret}\nAADSTS700213`
    const path = fileOf(text)
    const { code, stdout } = await run(['--file', path], { env: { AZURE_CLIENT_SECRET: secret } })
    assert.equal(code, 0)
    assert.match(stdout, /\*\*\*/)
  })

  for (const [title, thrown, name] of [
    ['is thrown', "setTimeout(() => { throw new TypeError('hunter2') }, 300)", 'TypeError'],
    ['is rejected', "Promise.reject(Object.assign(new Error('hunter2'), { code: 'EX' }))", 'EX'],
    ['is no error', "Promise.reject('hunter2')", 'string'],
    ['has no name', "Promise.reject(Object.assign(new Error(), { name: 'hunter2 is it' }))", 'unknown'],
  ] as const) {
    it(`ends in one line by what nothing expects: ${title}`, async () => {
      const NODE_OPTIONS = `--import="data:text/javascript,${encodeURIComponent(thrown)}"`
      const result = await run([], { env: { NODE_OPTIONS }, script: 'sleep 2 | "$@"' })
      assertRefused(result, 1)
      assert.equal(
        result.stderr,
        `Unexpected error (${name}). If it comes again, report it: https://github.com/OWNER/power-platform-token/issues\n`,
      )
    })
  }

  it('says what it can not read', async () => {
    const closed = await scenario.command(['explain'], { script: '"$@" 0>/dev/null' })
    assertRefused(closed, 2, 'standard input could not be read (EBADF)')
  })

  it('explains twenty codes, and says how many there are', async () => {
    const text = Array.from({ length: 30 }, (_, index) => `AADSTS${900000 + index}`).join('\n')
    const { stdout, stderr } = await run(['--file', fileOf(text)])
    assert.equal(stdout.match(/^AADSTS/gm)?.length, 20)
    assert.equal(stderr, 'Warning: the first 20 of 30 codes are explained.\n')
  })

  it('refuses a text that is too long, and a file that is none', async () => {
    const limit = 'A text of up to 16 MiB is read; the part around the error is enough.'
    const path = join(folder, 'long.log')
    writeFileSync(path, 'x'.repeat(16 * 1024 * 1024 + 1))
    assertRefused(await run(['--file', path]), 2, `--file names a file of 16777217 bytes. ${limit}\n${HELP}`)
    assertRefused(await run(['--file', folder]), 2, '--file names a folder.')
    const cat = await run([], { script: `cat '${path}' | "$@"` })
    assertRefused(cat, 2, `What came on standard input is too long. ${limit}`)
  })

  const mistyped: [args: string[], words: string][] = [
    [['AADTS700213'], 'What stands after explain is not a code. Did you mean "AADSTS700213"?'],
    [['700213', 'invalid_cleint'], 'Word 2 after explain is not a code. Did you mean "invalid_client"?'],
    [['hunter2-is-my-password'], 'What stands after explain is not a code.\n'],
    [['AADSTS123'], 'What stands after explain is not a code.\n'],
    [[import.meta.filename], `Did you mean --file ${import.meta.filename}?`],
    [['700213', '--client-id', 'x'], 'Inputs need a correction: --client-id'],
    [['700213', '--output', 'yaml'], '--output is one of text, json, markdown.'],
  ]
  for (const [args, words] of mistyped) {
    it(`refuses ${args.join(' ')}`, async () => {
      const result = await run(args)
      assertRefused(result, 2, words)
      assert.doesNotMatch(result.stderr, /hunter2|cleint/)
    })
  }

  it('gives the nearest command for a mistyped one', async () => {
    const result = await scenario.command(['explian', '700213'])
    assertRefused(
      result,
      2,
      'Unknown command: explian. Did you mean "explain"?\npower-platform-token --help says more.\n',
    )
  })
})
