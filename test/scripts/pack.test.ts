import assert from 'node:assert/strict'
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { leaf, pfx } from '../credentials/certificate-forms.ts'
import { nodes } from '../nodes.ts'
import { actionDirectory, startScenario } from '../scenario.ts'

const isWindows = process.platform === 'win32'
const name = '@owner/power-platform-token'

function npm(parameters: string[], cwd: string): void {
  const path = process.env.npm_execpath
  const [command, ...start] = path ? [process.execPath, path] : ['npm']
  const { status, stderr } = spawnSync(command as string, [...start, ...parameters], {
    cwd,
    encoding: 'utf8',
    shell: !path && isWindows,
  })
  assert.equal(status, 0, stderr)
}

describe('the package of the command line', async () => {
  const scenario = await startScenario()
  const secret = scenario.app.addSecret()
  const folder = mkdtempSync(join(tmpdir(), 'another machine '))
  after(async () => {
    rmSync(folder, { recursive: true })
    await scenario[Symbol.asyncDispose]()
  })
  scenario.app.addCertificate(leaf.toString())
  const certificate = join(folder, 'app.pfx')
  writeFileSync(certificate, pfx({ password: 'of the file' }))
  const installed = join(folder, 'node_modules', name)

  before(() => {
    const packed = spawnSync(process.execPath, ['scripts/pack.ts', folder], {
      cwd: actionDirectory,
      encoding: 'utf8',
    })
    assert.equal(packed.status, 0, packed.stderr)
    npm(
      ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${packed.stdout.trim()}`],
      folder,
    )
  })

  /** Runs what npm has put on the PATH, as a shell finds it. */
  async function run(parameters: string[], node: string, credential: Record<string, string> = {}) {
    const { emulator, tenant, app } = scenario
    const options: SpawnOptions = {
      env: {
        PATH: [dirname(node), process.env.PATH].join(delimiter),
        NODE_EXTRA_CA_CERTS: emulator.caPath,
        HTTPS_PROXY: emulator.proxy.url,
        AZURE_TENANT_ID: tenant.id,
        AZURE_CLIENT_ID: app.clientId,
        ...credential,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: isWindows,
    }
    const bin = join(folder, 'node_modules/.bin/power-platform-token')
    const child = spawn(isWindows ? `"${bin}"` : bin, parameters, options)
    const closed = new Promise((resolve) => child.once('close', resolve))
    const { stdout, stderr } = child
    assert.ok(stdout && stderr)
    const [out, error] = await Promise.all([text(stdout), text(stderr)])
    return { code: await closed, stdout: out, stderr: error }
  }

  test('is one file, with the licences of what is in it, and installs nothing else', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    assert.deepEqual(
      Object.keys(manifest).filter((key) => /dependencies|scripts|private/i.test(key)),
      [],
    )
    assert.deepEqual(readdirSync(installed, { recursive: true }).map(String).toSorted(), [
      'LICENSE',
      'README.md',
      'dist',
      join('dist', 'THIRD_PARTY_NOTICES.txt'),
      join('dist', 'power-platform-token.cjs'),
      'package.json',
    ])
    assert.deepEqual(readdirSync(join(folder, 'node_modules/@owner')), ['power-platform-token'])
  })

  for (const { version, path } of nodes) {
    test(`prints its version and help on Node ${version}`, async () => {
      const manifest = JSON.parse(readFileSync(join(actionDirectory, 'package.json'), 'utf8'))
      assert.deepEqual(await run(['--version'], path), {
        code: 0,
        stdout: `${manifest.version}\n`,
        stderr: '',
      })
      const help = await run(['--help'], path)
      assert.equal(help.code, 0, help.stderr)
      assert.match(help.stdout, /^ {2}power-platform-token token /m)
    })

    const credentials = {
      'a client secret': { AZURE_CLIENT_SECRET: secret },
      'a certificate': {
        AZURE_CLIENT_CERTIFICATE_PATH: certificate,
        AZURE_CLIENT_CERTIFICATE_PASSWORD: 'of the file',
      },
    }
    for (const [credential, variables] of Object.entries(credentials)) {
      test(`prints a token by ${credential} on Node ${version}`, async () => {
        const { code, stdout, stderr } = await run(['token'], path, variables)
        assert.equal(code, 0, stderr)
        const answer = JSON.parse(scenario.emulator.requests.at(-1)?.answer ?? '{}')
        assert.equal(stdout, `${answer.access_token}\n`)
      })
    }
  }
})
