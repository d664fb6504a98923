import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { unattendedKinds } from '../src/credentials/registry.ts'
import { readCommandLine, usage } from './demo/command-line.ts'
import { hosts } from './demo/hosts.ts'

const script = fileURLToPath(new URL('demo.ts', import.meta.url))

function demo(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) => {
      resolve({ status: Number(error?.code ?? 0), stdout, stderr })
    })
  })
}

describe('the demo', { concurrency: 2 }, () => {
  test("plays a good step, and shows its log, the job's summary, outputs and the list of environments", async () => {
    const { status, stdout, stderr } = await demo()
    assert.equal(stderr, '')
    assert.equal(status, 0)
    assert.match(stdout, /\n {4}summary: always\n/)
    assert.match(stdout, / subject repo:contoso\/deploy:ref:refs\/heads\/main,/)
    assert.match(stdout, /\nVerified: 2 environments are visible/)
    assert.match(stdout, /\n── Its part of the job's summary, in Markdown ─+\n\n### /)
    assert.match(stdout, /\naccess-token: \*\*\*\n/)
    assert.match(stdout, /"displayName": "Contoso Dev"/)
  })

  test("plays a failure, and shows its log and the job's summary", async () => {
    const { status, stdout, stderr } = await demo('--fail', 'role', '--credential', 'certificate')
    assert.equal(stderr, '')
    assert.equal(status, 0)
    assert.match(stdout, /\n##\[error\]Power Platform API \(403\)/)
    assert.match(stdout, /\n── Its part of the job's summary, in Markdown ─+\n\n### Power Platform API /)
    assert.doesNotMatch(stdout, /Its outputs/)
  })

  test('plays a good task of Azure Pipelines: its log, its variables, and a later step that uses the token', async () => {
    const { status, stdout, stderr } = await demo('--host', 'azure-pipelines')
    assert.equal(stderr, '')
    assert.equal(status, 0)
    assert.match(stdout, /\n {6}azureSubscription: contoso-deploy\n/)
    assert.match(stdout, /\n##\[section\]Starting: PowerPlatformToken\n/)
    assert.match(stdout, /\nOIDC token: issuer \*\*\*, subject \*\*\*, /)
    assert.match(stdout, /\n {2}200 POST https:\/\/dev\.azure\.com\/contoso\/\S+\/oidctoken\n/)
    assert.match(stdout, /\ntoken\.accessToken: \*\*\*\n/)
    assert.match(stdout, /\ntoken\.apiUrl: https:\/\/api\.powerplatform\.com\n/)
    assert.match(stdout, /\nACCESS_TOKEN: \*\*\*\n/)
    assert.match(stdout, /"displayName": "Contoso Dev"/)
    assert.doesNotMatch(stdout, /eyJ/)
  })

  for (const credential of hosts['azure-pipelines'].credentials.slice(1)) {
    test(`plays a good task of Azure Pipelines with ${credential}`, async () => {
      const { status, stdout, stderr } = await demo('--host=azure-pipelines', '--credential', credential)
      assert.equal(stderr, '')
      assert.equal(status, 0, stdout)
      assert.match(stdout, new RegExp(`\\ntoken\\.credential: ${credential}\\n`))
      assert.match(stdout, /"displayName": "Contoso Dev"/)
      assert.doesNotMatch(stdout, /eyJ/)
    })
  }

  const pipelineFailures: [string, RegExp][] = [
    ['subject', /^##\[error\] {2}subject: {2}\*\*\* {3}<- not found$/m],
    ['secret', /^##\[error\]AADSTS7000215: the client secret is wrong$/m],
    ['role', /^##\[error\]Power Platform API \(403\): /m],
    ['inputs', /^##\[error\]Inputs need a correction: cloud, timeout$/m],
  ]
  for (const [failure, line] of pipelineFailures) {
    test(`plays a task of Azure Pipelines that fails by ${failure}`, async () => {
      const { status, stdout, stderr } = await demo('--host', 'azure-pipelines', '--fail', failure)
      assert.equal(stderr, '')
      assert.equal(status, 0, stdout)
      assert.match(stdout, line)
      assert.match(stdout, /\nFailed after \d+ ms, /)
      assert.doesNotMatch(stdout, /The variables that it set/)
    })
  }

  test('plays three hours, in which each client gets a token and none is printed', async () => {
    const { status, stdout, stderr } = await demo('--long-job')
    assert.equal(stderr, '')
    assert.equal(status, 0)
    assert.match(stdout, /^09:00:00 {2}step +Identity endpoint: http:\/\/127\.0\.0\.1:/m)
    // Ten minutes before the end of the first.
    assert.match(stdout, /^09:50:00 {2}endpoint +https:\/\/api\.powerplatform\.com: a token, valid until /m)
    assert.match(
      stdout,
      /^10:40:00 {2}endpoint +Warning: https:\/\/api\.powerplatform\.com: login\.microsoftonline\.com answered 503$/m,
    )
    assert.equal(stdout.match(/^\S+ {2}deploy\.py +gets a token for /gm)?.length, 19)
    assert.match(stdout, /^https:\/\/api\.powerplatform\.com: 18 tokens handed out, .* 0 refusals; /m)
    assert.doesNotMatch(stdout, /is refused|eyJ/)
  })

  for (const option of ['--help', '-h']) {
    test(`${option} shows how it is used`, async () => {
      assert.deepEqual(await demo(option), { status: 0, stdout: `${usage}\n`, stderr: '' })
    })
  }

  const misuses: [string[], RegExp][] = [
    [['--fail'], /^Option '--fail <value>' argument missing\n/],
    [['--fail', 'toString'], /^--fail "toString" is not valid; expected subject, permission, /],
    [['--credential', 'oidc'], /^--credential "oidc" is not valid; expected federated, certificate, /],
    [['--credential', 'password', '--credential=certificate'], /^--credential was given more than once\.\n/],
    [
      ['--fail', 'subject', '--credential', 'certificate'],
      /^--fail subject goes with --credential federated, and not with certificate\.\n/,
    ],
    [
      ['--host', 'azure-pipelines', '--fail', 'permission'],
      /^--fail permission does not go with --host azure-pipelines; expected subject, secret, role, inputs\.\n/,
    ],
    [['--host', 'gitlab'], /^--host "gitlab" is not valid; expected github, azure-pipelines\.\n/],
    [['--long-job', '--fail', 'role'], /^--long-job stands alone\.\n/],
    [['--host', 'azure-pipelines', '--long-job'], /^--long-job stands alone\.\n/],
    [['--credentials', 'password'], /^Unknown option '--credentials'/],
    [['subject'], /^Unexpected argument 'subject'/],
  ]
  for (const [args, sentence] of misuses) {
    test(`refuses ${args.join(' ')}`, async () => {
      const { status, stdout, stderr } = await demo(...args)
      assert.deepEqual({ status, stdout }, { status: 2, stdout: '' })
      assert.match(stderr, sentence)
      assert.ok(stderr.endsWith(`\n\n${usage}\n`), stderr)
    })
  }

  test('lists the credentials as they are recommended', () => {
    const recommended = unattendedKinds.map(({ name }) => name)
    for (const host of Object.values(hosts)) {
      assert.deepEqual(host.credentials, recommended)
      for (const { credentials } of Object.values(host.failures))
        assert.deepEqual(
          credentials,
          recommended.filter((name) => credentials.includes(name)),
        )
    }
  })

  test('plays every failure of Azure Pipelines', () => {
    assert.deepEqual(
      pipelineFailures.map(([failure]) => failure),
      Object.keys(hosts['azure-pipelines'].failures),
    )
  })

  test("advises on the job's own repository", async () => {
    const { stdout } = await demo('--fail', 'secret')
    assert.match(stdout, /\| gh secret set CLIENT_SECRET --repo contoso\/deploy\n/)
    assert.doesNotMatch(stdout, /octo/)
  })

  test('plays a failure with the credentials that it can happen to', () => {
    for (const [name, host] of Object.entries(hosts)) {
      for (const [fail, { credentials }] of Object.entries(host.failures)) {
        const read = (...args: string[]) => readCommandLine(['--host', name, '--fail', fail, ...args])
        assert.equal(read()?.credential, credentials[0])
        for (const credential of host.credentials) {
          const readWith = () => read('--credential', credential)
          if (credentials.includes(credential)) {
            assert.deepEqual(readWith(), { host, credential, failure: fail })
          } else assert.throws(readWith, { message: new RegExp(`^--fail ${fail} goes with `) })
        }
      }
    }
  })
})
