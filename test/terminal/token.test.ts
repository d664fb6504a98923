import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { leaf, pem, pkcs8 } from '../credentials/certificate-forms.ts'
import { giveToken, token as machineToken, startEndpoint } from '../credentials/identity-endpoint.ts'
import { shells } from '../pasted.ts'
import { trust } from '../scenario.ts'
import {
  assertPrinted,
  assertRefused,
  type CommandLineOptions,
  type CommandLineScenario,
  startCommandLine,
  tokenOf,
} from './command-line.ts'

const ESCAPE = '\u001b'
const folder = mkdtempSync(join(tmpdir(), 'command-line-'))
let scenario: CommandLineScenario
let secret: string

before(async () => {
  scenario = await startCommandLine({ remembersIssuers: true })
  secret = scenario.app.addSecret()
  trust(scenario)
  scenario.app.addCertificate(leaf.toString())
  scenario.emulator.powerPlatform.addEnvironment(scenario.tenant.id, { displayName: 'Contoso Dev' })
  scenario.emulator.powerPlatform.assignRole({ principalId: scenario.app.objectId, role: 'Reader' })
})
after(async () => {
  await scenario[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

/** With a client secret in the environment. */
const bySecret = (args: readonly string[], options: CommandLineOptions = {}) =>
  scenario.command(['token', ...args], {
    ...options,
    env: { AZURE_CLIENT_SECRET: secret, ...options.env },
  })

describe('token', () => {
  it('prints the token alone, and talks on standard error', async () => {
    const result = await bySecret([])
    assertPrinted(result)
    assert.deepEqual(result.requests, ['login POST 200'])
    const { tenant, app } = scenario
    assert.match(
      result.stderr.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC.*/, 'TIME'),
      new RegExp(
        `^Credential: client-secret, because AZURE_CLIENT_SECRET is set
App ${app.clientId} in tenant ${tenant.id}, cloud public \\(login.microsoftonline.com\\)
Token for https://api.powerplatform.com/.default, valid until TIME
$`,
      ),
    )
  })

  it('prints JSON with the fields of the Azure CLI', async () => {
    const result = await bySecret(['--output', 'json'], { env: { TZ: 'Asia/Kolkata' } })
    assert.equal(result.code, 0, result.stderr)
    const json = JSON.parse(result.stdout)
    assert.equal(result.stdout, `${JSON.stringify(json, undefined, 2)}\n`)
    const { expires_on: expires, expiresOn, ...rest } = json
    assert.deepEqual(Object.keys(json), [
      'accessToken',
      'expiresOn',
      'expires_on',
      'tokenType',
      'tenant',
      'resource',
    ])
    assert.deepEqual(rest, {
      accessToken: tokenOf(result),
      tokenType: 'Bearer',
      tenant: scenario.tenant.id,
      resource: 'https://api.powerplatform.com',
    })
    const { exp } = JSON.parse(Buffer.from(tokenOf(result).split('.')[1] ?? '', 'base64url').toString())
    assert.ok(Math.abs(exp - expires) <= 5, `${exp} ${expires}`)
    const local = new Date(expires * 1000).toLocaleString('sv-SE', { timeZone: 'Asia/Kolkata' })
    assert.equal(expiresOn, `${local}.000000`)
  })

  it('prints lines that every shell of this machine takes', async () => {
    const result = await bySecret(['--output', 'env'])
    assert.equal(result.code, 0, result.stderr)
    const [, expires] =
      /^export EXPIRES_ON='(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)'$/m.exec(result.stdout) ?? []
    assert.equal(
      result.stdout,
      `export ACCESS_TOKEN='${tokenOf(result)}'
export API_URL='https://api.powerplatform.com'
export EXPIRES_ON='${expires}'
`,
    )
    assert.ok(shells.length > 0)
    for (const shell of [...shells, ...(existsSync('/usr/bin/dash') ? ['dash'] : [])]) {
      const script =
        'eval "$1" && printf "%s\\n" "$ACCESS_TOKEN" "$API_URL" "$EXPIRES_ON" && env | grep -c "^ACCESS_TOKEN="'
      const said = execFileSync(shell, ['-c', script, shell, result.stdout], {
        env: scenario.env,
        encoding: 'utf8',
      })
      assert.equal(said, `${tokenOf(result)}\nhttps://api.powerplatform.com\n${expires}\n1\n`, shell)
    }
  })

  it('prints the header that curl reads', async () => {
    const url = 'https://api.powerplatform.com/environmentmanagement/environments?api-version=2024-10-01'
    const result = await bySecret(['--output', 'header'], {
      script: `"$@" | tee ${folder}/header | curl -sS --fail --cacert "$NODE_EXTRA_CA_CERTS" -H @- '${url}'`,
    })
    assert.equal(result.code, 0, result.stderr)
    assert.equal(readFileSync(join(folder, 'header'), 'utf8'), `Authorization: Bearer ${tokenOf(result)}\n`)
    assert.equal(JSON.parse(result.stdout).value[0].displayName, 'Contoso Dev')
    assert.deepEqual(result.requests, ['login POST 200', 'api GET 200'])
  })

  it('asks Entra nothing before it knows the form', async () => {
    const result = await bySecret(['--output', 'jsno'])
    assertRefused(result, 2, '--output is one of text, json, env, header. Did you mean "json"?')
    assert.deepEqual(result.requests, [])
  })

  it('prints no token that Power Platform refuses', async () => {
    scenario.emulator.faults.next('api', { status: 403, body: { error: { code: 'Forbidden' } } })
    const result = await bySecret(['--verify'])
    assertRefused(result, 1, 'HTTP 403')
    assert.deepEqual(result.requests, ['login POST 200', 'api GET 403'])
  })

  it("explains a refusal in the command line's words", async () => {
    const result = await bySecret([], { env: { AZURE_CLIENT_SECRET: 'Abc8Q~wrong-secret-of-the-app' } })
    assertRefused(
      result,
      1,
      /^AADSTS7000215: the client secret is wrong$/m,
      'What came in AZURE_CLIENT_SECRET is not a secret of this app',
      'Fix: Make a new client secret, and put the value that it prints into the environment variable AZURE_CLIENT_SECRET, or into --client-secret-stdin by a pipe:\n    az ad app',
      /^More: https:\/\/github\.com\/\S+#aadsts7000215$/m,
    )
    const better = 'Fix: Better: --credential federated.'
    assert.ok(!result.stderr.includes(better))
    const env = { AZURE_CLIENT_SECRET: 'Abc8Q~wrong-secret-of-the-app', GITLAB_CI: 'true' }
    assertRefused(await bySecret([], { env }), 1, better)
  })
})

describe('no credential', () => {
  const token = (env: CommandLineOptions['env'], args: string[] = [], script = '"$@"') =>
    scenario.command(['token', ...args], { env, script })

  it('is told as such, and what was set to nothing', async () => {
    const title = 'No credential\nTried: reading the inputs; nothing was sent\nWhy: '
    assertRefused(
      await token({}),
      2,
      `${title}no credential is given. Give a client secret (AZURE_CLIENT_SECRET or`,
    )
    const empty = await token({ AZURE_CLIENT_SECRET: ' ' })
    assertRefused(empty, 2, `${title}AZURE_CLIENT_SECRET is set, but empty, so there is no credential.`)
    const job =
      'This job gets no OIDC token\nTried: reading the inputs; nothing was sent\nWhy: AZURE_CLIENT_SECRET is set,'
    assertRefused(await token({ AZURE_CLIENT_SECRET: '', CIRCLECI: 'true' }), 2, job)
  })

  it('is told of a pipe that nothing reads', async () => {
    const words = 'If the client secret is what standard input holds, add --client-secret-stdin. Else give'
    assertRefused(await token({}, [], 'echo x | "$@"'), 2, words)
    assert.ok(!(await token({})).stderr.includes(words))
  })

  it('is told of the one that is named', async () => {
    const way =
      'Put it into the environment variable AZURE_CLIENT_SECRET, or pipe it in with --client-secret-stdin.'
    const named = ['--credential', 'secret']
    assertRefused(await token({}, named), 2, `- AZURE_CLIENT_SECRET: is missing. ${way}`)
    const empty = { AZURE_CLIENT_SECRET: '' }
    assertRefused(await token(empty, named), 2, `- AZURE_CLIENT_SECRET: is set, but empty. ${way}`)
    assertRefused(
      await token({}, ['--credential', 'certificate']),
      2,
      '- --certificate-stdin: is missing. Name its file by --certificate-path, or pipe it in with --certificate-stdin.',
    )
  })

  it('is told beside missing IDs, in words for whoever is there', async () => {
    const nobody = { AZURE_TENANT_ID: undefined, AZURE_CLIENT_ID: '' }
    assertRefused(
      await token(nobody),
      2,
      /^- --tenant-id: is missing; .* Give --tenant-id, or set AZURE_TENANT_ID\.$/m,
      /^- --client-id: is missing; .* Give --client-id, or set AZURE_CLIENT_ID, which is empty\.$/m,
    )
    const job =
      / or set AZURE_TENANT_ID\. If a variable or a secret of the CI system sets it, none of that name reaches/
    assertRefused(await token({ ...nobody, JENKINS_URL: 'x' }), 2, job)
  })
})

describe('a credential', () => {
  const certificate = join(folder, 'app.pem')
  const tokenFile = join(folder, 'token')
  const user = { AZURE_USERNAME: 'ana@contoso.onmicrosoft.com', AZURE_PASSWORD: ' Pa+ss & wörd%20"x"' }
  const job = () => scenario.emulator.github.job({ repository: 'octo/deploy', realHosts: true }).env

  before(async () => {
    writeFileSync(certificate, pem)
    writeFileSync(tokenFile, await scenario.emulator.github.mint())
    const { app, tenant } = scenario
    tenant.addUser({ username: user.AZURE_USERNAME, password: user.AZURE_PASSWORD })
    app.publicClient = true
    tenant.consent(app)
  })

  it('comes by standard input, without the line end', async () => {
    const bySecret = await scenario.command(['token', '--client-secret-stdin'], { stdin: `${secret}\r\n` })
    assertPrinted(bySecret)
    assert.match(bySecret.stderr, /^Credential: client-secret, because --client-secret-stdin is set$/m)
    assert.doesNotMatch(bySecret.stderr, /Warning/)
    const result = await scenario.command(['token', '--certificate-stdin'], { stdin: pem, hidden: [pkcs8] })
    assertPrinted(result)
    assert.match(result.stderr, /^Credential: certificate, because --certificate-stdin is set$/m)
  })

  it('comes by the variables of Azure, and the end of its host may be a slash', async () => {
    const [path, slash] = [certificate, `${scenario.emulator.loginOrigin}/`]
    const result = await scenario.command(['token'], {
      env: { AZURE_CLIENT_CERTIFICATE_PATH: path, AZURE_AUTHORITY_HOST: slash, HTTPS_PROXY: undefined },
    })
    assertPrinted(result)
    assert.match(result.stderr, /^Credential: certificate, because AZURE_CLIENT_CERTIFICATE_PATH is set$/m)
    assert.match(result.stderr, /cloud public \(localhost:\d+\)$/m)
  })

  it('is a user, whose password is sent once', async () => {
    const result = await scenario.command(['token'], { env: user })
    assertPrinted(result)
    assert.equal(result.recorded[0]?.form?.get('password'), user.AZURE_PASSWORD)
    assert.match(result.stderr, /^Warning: AZURE_PASSWORD: multi-factor .*--credential federated/m)
  })

  it("is the job's own OIDC token in a job of GitHub's", async () => {
    const result = await scenario.command(['token'], { env: job() })
    assertPrinted(result)
    assert.deepEqual(result.requests, ['oidc GET 200', 'login POST 200'])
  })

  it('is the token in a variable that an option names', async () => {
    const jwt = await scenario.emulator.github.mint()
    const result = await scenario.command(['token', '--federated-token-env', 'ENTRA_JWT'], {
      env: { ENTRA_JWT: jwt, ...user, AZURE_CLIENT_SECRET: 'Abc8Q~of-another-job' },
    })
    assertPrinted(result)
    assert.equal(result.recorded[0]?.form?.get('client_assertion'), jwt)
    assert.match(result.stderr, /^Credential: federated, because ENTRA_JWT is set$/m)
  })

  it('is the identity of the machine', async () => {
    await using endpoint = await startEndpoint(giveToken)
    const result = await scenario.command(['token', '--credential', 'managed-identity'], {
      env: { IDENTITY_ENDPOINT: `${endpoint.origin}/MSI/token/`, IDENTITY_HEADER: 'header-of-the-machine' },
    })
    assert.deepEqual([result.code, result.stdout], [0, `${machineToken}\n`], result.stderr)
  })

  for (const [title, args, env, reason] of [
    [
      'a secret wins over the file of AKS, as with the SDKs',
      [],
      { AZURE_FEDERATED_TOKEN_FILE: tokenFile, AZURE_CLIENT_SECRET: '' },
      'client-secret, because AZURE_CLIENT_SECRET is set',
    ],
    [
      'an option wins over the variables of another credential',
      ['--federated-token-file', tokenFile],
      { AZURE_CLIENT_SECRET: '', AZURE_USERNAME: 'ana@contoso.com' },
      'federated, because --federated-token-file is set',
    ],
    [
      'a named credential takes its own variables',
      ['--credential', 'federated'],
      { AZURE_FEDERATED_TOKEN_FILE: tokenFile, AZURE_CLIENT_SECRET: '' },
      'federated, from --credential',
    ],
  ] as const) {
    it(`${title}`, async () => {
      const given = { ...env, ...('AZURE_CLIENT_SECRET' in env && { AZURE_CLIENT_SECRET: secret }) }
      const result = await scenario.command(['token', ...args], { env: given })
      assertPrinted(result)
      assert.ok(result.stderr.startsWith(`Credential: ${reason}\n`), result.stderr)
      assert.doesNotMatch(result.stderr, /Warning/)
    })
  }
})

describe('a secret', () => {
  const X = 'Abc8Q~what-nobody-may-see-again'

  it('is refused as an option, with the right way', async () => {
    for (const args of [['--client-secret', X], [`--client-secret=${X}`], [`--clientSecret=${X}`]]) {
      const result = await scenario.command(['token', ...args], { hidden: [X] })
      assertRefused(result, 2, 'never read from the command line', 'pipe it in with --client-secret-stdin')
      assert.deepEqual(result.requests, [])
    }
  })

  for (const [title, args, stdin, words] of [
    ['comes from one option', ['--client-secret-stdin', '--password-stdin'], X, 'Only one of'],
    ['comes from a command that failed', ['--client-secret-stdin'], '\n', 'standard input is empty'],
    ['is no name of a variable', ['--federated-token-env', X], undefined, 'which are no name'],
    ['is no tenant', ['--tenant-id', X], undefined, 'that look like a client secret'],
    ['is no command', ['--federated-token-command', `x '${X}`], undefined, "a quote (') that nothing closes"],
  ] as const) {
    it(`${title}`, async () => {
      const options = { hidden: [X], ...(stdin !== undefined && { stdin }) }
      assertRefused(await scenario.command(['token', ...args], options), 2, words)
    })
  }
})

describe('a token in an environment variable', () => {
  for (const [title, value, words] of [
    [
      'is not set',
      undefined,
      'Why: --federated-token-env names ENTRA_JWT, which is not set here. Give the job id_tokens:',
    ],
    ['is empty', ' ', 'Why: --federated-token-env names ENTRA_JWT, which is empty here'],
    ['is no JWT', 'hunter2 hunter2', 'ENTRA_JWT: came with 15 characters, which is not a JWT'],
  ] as const) {
    it(`${title}`, async () => {
      const env = { GITLAB_CI: 'true', ...(value && { ENTRA_JWT: value }) }
      const hidden = value?.trim() ? ['hunter2'] : []
      const args = ['token', '--federated-token-env', 'ENTRA_JWT']
      assertRefused(await scenario.command(args, { env, hidden }), 2, words)
    })
  }
})

describe('standard output', () => {
  it('may be closed', async () => {
    for (const reader of ['true', 'head -c 5 >/dev/null']) {
      const result = await bySecret([], {
        script: `"$@" | ${reader}; echo "\${PIPESTATUS[0]}"`,
      })
      assert.equal(result.stdout, '0\n', result.stderr)
      assert.doesNotMatch(result.stderr, /EPIPE|^\s+at /m)
    }
    const help = await scenario.command(['token', '--help'], {
      script: `"$@" | true; echo "\${PIPESTATUS[0]}"`,
    })
    assert.deepEqual([help.stdout, help.stderr], ['0\n', ''])
  })

  it('may be closed together with standard error', async () => {
    const result = await bySecret(['--verbose'], {
      script: `{ "$@" 2>&1; echo "$?" >"${folder}/code"; } | true`,
    })
    assert.deepEqual([result.stdout, result.stderr], ['', ''])
    assert.equal(readFileSync(join(folder, 'code'), 'utf8'), '0\n')
  })

  it('is whole or empty', { skip: !existsSync('/dev/full') && 'no /dev/full' }, async () => {
    assertRefused(await bySecret([], { script: '"$@" >/dev/full' }), 1, 'could not be written (ENOSPC)')
    // A file may have one block: what doesn't fit is taken back.
    const file = join(folder, 'limited')
    writeFileSync(file, 'before\n')
    const script = `trap '' XFSZ; ulimit -f 1; unset NODE_COMPILE_CACHE; "$@" >>"${file}"`
    assertRefused(await bySecret([], { script }), 1, 'could not be written (EFBIG)')
    assert.equal(readFileSync(file, 'utf8'), 'before\n')
  })
})

describe('a terminal', { skip: !existsSync('/usr/bin/script') && 'no script of util-linux' }, () => {
  /** Runs it in a pseudo-terminal; what it shows is on standard output. */
  const atTerminal = (redirection: string, env: Record<string, string> = {}, args: string[] = []) =>
    bySecret(args, {
      env: { TERM: 'xterm-256color', ...env },
      script: `export LINE="$(printf '%q ' "$@")"; SHELL=/bin/bash script -qec "$LINE ${redirection}" /dev/null </dev/null`,
    })

  it('gets a token only with a line that says so', async () => {
    const talk = join(folder, 'talk')
    const result = await atTerminal(`2>${talk}`)
    assert.equal(result.stdout, `${tokenOf(result)}\r\n`)
    const lines = readFileSync(talk, 'utf8')
    assert.match(
      lines,
      /^Warning: the token is shown on this terminal\. .*: TOKEN=\$\(…\) in bash, \$token = … in PowerShell\.$/m,
    )
    assert.ok(!lines.includes(tokenOf(result)))
    assert.doesNotMatch((await bySecret([])).stderr, /Warning/)
  })

  it('is told of a secret that is set to nothing, before somebody is to sign in', async () => {
    const env = {
      AZURE_CLIENT_SECRET: '',
      AZURE_TENANT_ID: 'x.example',

      HTTPS_PROXY: 'http://127.0.0.1:9',
    }
    const { stdout } = await atTerminal('', env, ['--timeout', '1', '--credential', 'auto'])
    assert.match(
      stdout,
      /^Warning: AZURE_CLIENT_SECRET: set, but empty, and not used\.\r\nCredential: device-code, because no other credential came, and this is an interactive terminal\r$/m,
    )
  })

  it('gets lines that end between words, and commands that are whole', async () => {
    const { stdout } = await scenario.command(['token'], {
      env: { AZURE_CLIENT_SECRET: 'Abc8Q~wrong-secret-of-the-app', TERM: 'xterm', NO_COLOR: '1' },
      script: `export LINE="$(printf '%q ' "$@")"; SHELL=/bin/bash script -qec "stty cols 50; $LINE" /dev/null </dev/null`,
    })
    const lines = stdout.split('\r\n')
    assert.ok(
      lines.includes(
        '    az ad app credential reset --id ' +
          scenario.app.clientId +
          ' --append --display-name pipeline --query password --output tsv',
      ),
      stdout,
    )
    for (const line of lines) assert.ok(line.length <= 50 || /^ {4}|^\S+$/.test(line), line)
  })

  it('gets colours for a failure, unless NO_COLOR asks for none', async () => {
    const fails = ['--cloud', 'mars']
    const coloured = await atTerminal('', {}, fails)
    assert.match(
      coloured.stdout,
      new RegExp(`^${ESCAPE}\\[1;31mInputs need a correction: --cloud${ESCAPE}\\[0m\r$`, 'm'),
    )
    const plain = await atTerminal('', { NO_COLOR: '1' }, fails)
    assert.match(plain.stdout, /^Inputs need a correction: --cloud\r$/m)
    assert.ok(!plain.stdout.includes(ESCAPE))
    assert.ok(!(await bySecret(fails)).stderr.includes(ESCAPE))
  })

  it('is not read for a secret', async () => {
    const script = `export LINE="$(printf '%q ' "$@")"; SHELL=/bin/bash script -qec "$LINE" /dev/null`
    const result = await scenario.command(['token', '--client-secret-stdin'], { script, stdin: '' })
    assert.match(result.stdout, /--client-secret-stdin reads a pipe or a file\./)
    assert.match(
      result.stdout,
      /^ {4}read -rs SECRET; printf %s "\$SECRET" \| power-platform-token token --client-secret-stdin\r$/m,
    )
    assert.match(
      result.stdout,
      /^ {4}Read-Host -MaskInput \| power-platform-token token --client-secret-stdin\r$/m,
    )
  })
})
