import assert from 'node:assert/strict'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type CertificateOptions, createCertificate } from './emulator/certificates.ts'
import { type Listener, listen } from './emulator/listener.ts'
import { logLines } from './http/log-lines.ts'
import { assertFailure, assertToken, startScenario, trust } from './scenario.ts'

const untrusted = { NODE_EXTRA_CA_CERTS: undefined }

/** An HTTPS server with a certificate of its own, and the file with which it is trusted. */
interface OtherServer extends Listener {
  caPath: string
  /** How many requests came through the handshake. */
  requests: number
}

describe('TLS', { concurrency: 6 }, () => {
  it('needs the CA of who inspects it, and says so', async () => {
    await using scenario = await startScenario()
    trust(scenario)
    const result = await scenario.run({}, { env: untrusted })
    assertFailure(
      result,
      'No trusted TLS connection to run-actions-1-azure-eastus.actions.githubusercontent.com',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'NODE_EXTRA_CA_CERTS',
    )
    assert.deepEqual(result.requests, [])
    assert.deepEqual(logLines(result, 'Retry'), [])
  })

  it('needs it without a proxy, too', async () => {
    await using scenario = await startScenario()
    const inputs = { 'client-secret': scenario.app.addSecret() }
    const result = await scenario.run(inputs, { env: untrusted, way: 'authority-host' })
    assertFailure(result, 'No trusted TLS connection to localhost:', 'NODE_EXTRA_CA_CERTS')
    assert.deepEqual(result.requests, [])
    assert.deepEqual(logLines(result, 'Retry'), [])
  })

  it('says what is wrong with NODE_EXTRA_CA_CERTS, or that it does not help', async (t) => {
    await using scenario = await startScenario()
    const inputs = { 'client-secret': scenario.app.addSecret() }
    const folder = await mkdtemp(join(tmpdir(), 'extra-ca-'))
    t.after(() => rm(folder, { recursive: true }))
    const file = async (name: string, content: string) => {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    }
    await symlink(join(folder, 'loop.pem'), join(folder, 'loop.pem'))
    const { certificatePem, privateKeyPem } = await createCertificate()
    const rows: [path: string, ...words: (string | RegExp)[]][] = [
      [join(folder, 'gone.pem'), "gone.pem, a file that doesn't exist"],
      [join(folder, 'loop.pem'), "loop.pem, a file that can't be read (ELOOP)"],
      [folder, `${folder}, a folder`],
      [await file('empty.pem', ''), 'empty.pem, an empty file'],
      [await file('der.pem', '\u0030\u0082'), 'der.pem, a file without a certificate in PEM form'],
      [await file('key.pem', privateKeyPem), 'key.pem, a file without a certificate in PEM form'],
      [await file('name with blanks.pem', ''), 'NODE_EXTRA_CA_CERTS names a path of ', ', an empty file'],
      [
        await file('other.pem', certificatePem + certificatePem),
        'NODE_EXTRA_CA_CERTS names a file of 2 certificates',
        'none of them signed',
      ],
    ]
    for (const [path, ...words] of rows) {
      await t.test(path.slice(folder.length + 1), async () => {
        const env = { NODE_EXTRA_CA_CERTS: path }
        const result = await scenario.run(inputs, { env, way: 'authority-host' })
        assertFailure(result, 'No trusted TLS connection to localhost:', ...words)
        assert.doesNotMatch(result.log, /name the file in the job's environment variable/)
        assert.deepEqual(result.requests, [])
      })
    }
  })

  it('is verified whatever the environment says', async (t) => {
    await using scenario = await startScenario()
    const inputs = { 'client-secret': scenario.app.addSecret() }
    for (const way of ['proxy', 'authority-host'] as const) {
      await t.test(way, async () => {
        const env = { ...untrusted, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
        const result = await scenario.run(inputs, { env, way })
        assertFailure(result, 'No trusted TLS connection to ', 'NODE_EXTRA_CA_CERTS')
        assert.deepEqual(result.requests, [])
      })
    }
  })

  it('takes the CA of NODE_EXTRA_CA_CERTS', async () => {
    await using scenario = await startScenario()
    const inputs = { 'client-secret': scenario.app.addSecret() }
    assertToken(await scenario.run(inputs, { way: 'authority-host' }))
  })

  const day = 86_400_000
  const certificates: [name: string, options: CertificateOptions, ...words: string[]][] = [
    ['another host', { commonName: 'login.example' }, 'is for another host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'a time gone by',
      { notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - day) },
      'is not valid at this time',
      'CERT_HAS_EXPIRED',
      "this machine's clock",
    ],
    [
      'a time to come',
      { notBefore: new Date(Date.now() + day) },
      'is not valid at this time',
      'CERT_NOT_YET_VALID',
    ],
  ]
  for (const [name, options, ...words] of certificates) {
    it(`refuses a certificate for ${name}`, async () => {
      await using scenario = await startScenario()
      await using server = await startOtherServer(options)
      const result = await scenario.run(
        { 'client-secret': scenario.app.addSecret(), 'authority-host': `https://localhost:${server.port}` },
        { env: { NODE_EXTRA_CA_CERTS: server.caPath } },
      )
      assertFailure(result, `The certificate of localhost:${server.port} `, ...words)
      assert.equal(server.requests, 0)
      assert.deepEqual(logLines(result, 'Retry'), [])
    })
  }

  it('is told from plain HTTP', async () => {
    await using scenario = await startScenario()
    await using server = await listen(createHttpServer() as never)
    const host = `localhost:${server.port}`
    const result = await scenario.run({
      'client-secret': scenario.app.addSecret(),
      'authority-host': `https://${host}`,
    })
    assertFailure(result, `No TLS connection to ${host}`)
    assert.deepEqual(logLines(result, 'Retry'), [])
  })

  it('of the proxy itself needs a CA, too', async () => {
    await using scenario = await startScenario()
    await using server = await startOtherServer({})
    const result = await scenario.run(
      { 'client-secret': scenario.app.addSecret() },
      { env: { HTTPS_PROXY: `https://localhost:${server.port}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
    )
    assertFailure(result, 'No trusted TLS connection to the proxy', 'NODE_EXTRA_CA_CERTS')
    assert.equal(server.requests, 0)
    assert.deepEqual(logLines(result, 'Retry'), [])
  })
})

describe('a host that is not there', { concurrency: 2 }, () => {
  const hosts: [name: string, ...words: (string | RegExp)[]][] = [
    ['login.contoso.invalid', 'The name login.contoso.invalid was not found'],
    ['localhost:1', 'No connection to localhost:1', /Answer: ECONNREFUSED: connect ECONNREFUSED .*:1\b/],
  ]
  for (const [host, ...words] of hosts) {
    it(`is tried until the timeout: ${host}`, async () => {
      await using scenario = await startScenario()
      const result = await scenario.run(
        { 'client-secret': scenario.app.addSecret(), 'authority-host': `https://${host}`, timeout: '1' },
        { way: 'authority-host' },
      )
      assertFailure(result, ...words, / \d+ times?; \d\.\d s were left of the timeout/)
      const count = logLines(result, 'Retry').length
      assertFailure(result, `, ${count + 1} time${count === 0 ? '' : 's'}; `)
      assert.ok(result.durationMs < 3000, `${result.durationMs} ms`)
    })
  }
})

async function startOtherServer(options: CertificateOptions): Promise<OtherServer> {
  const { certificatePem: cert, privateKeyPem: key } = await createCertificate(options)
  const folder = await mkdtemp(join(tmpdir(), 'other-server-'))
  const caPath = join(folder, 'ca.pem')
  await writeFile(caPath, cert)
  const server: Server = createServer({ key, cert }, (_request, response) => {
    other.requests += 1
    response.end('{}')
  })
  const listener = await listen(server as never)
  const other: OtherServer = {
    port: listener.port,
    caPath,
    requests: 0,
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
  return other
}
