import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type CertifiedProvider, startCertifiedProvider } from './certified-provider.ts'
import { type Certificate, createCertificate } from './emulator/certificates.ts'
import { leaks } from './runner/leaks.ts'
import { runAction } from './runner/runner.ts'
import type { StepResult } from './runner/step-result.ts'
import { actionDirectory } from './scenario.ts'

const tenantId = crypto.randomUUID()
const clientId = crypto.randomUUID()
const scope = 'https://api.powerplatform.com/.default'

describe('the assertion of a certificate, at a certified OpenID provider', () => {
  let certificate: Certificate
  let provider: CertifiedProvider
  before(async () => {
    certificate = await createCertificate()
    const publicKey = createPublicKey(certificate.certificatePem)
    provider = await startCertifiedProvider({ tenantId, clientId, scope, publicKey })
  })
  after(() => provider[Symbol.asyncDispose]())

  function run({ privateKeyPem, certificatePem }: Certificate): Promise<StepResult> {
    return runAction({
      actionDirectory,
      ...(process.env.ACTION_MAIN && { main: process.env.ACTION_MAIN }),
      inputs: {
        'tenant-id': tenantId,
        'client-id': clientId,
        'authority-host': provider.origin,
        certificate: privateKeyPem + certificatePem,
      },
      env: { NODE_EXTRA_CA_CERTS: provider.caPath },
    })
  }

  it('gets a token, once', async () => {
    const result = await run(certificate)
    assert.equal(result.outcome, 'success', result.log)
    assert.equal(result.outputs.scope, scope)
    const token = result.outputs['access-token'] ?? ''
    assert.match(token, /^[\w-]{43,}$/)
    assert.deepEqual(provider.refusals, [])
    assert.equal(provider.granted.length, 1)
    const [form = {}] = provider.granted
    for (const secret of [token, form.client_assertion ?? '', certificate.privateKeyPem]) {
      assert.deepEqual(leaks(result, secret), [])
    }

    assert.equal(await provider.post(form), 401)
    assert.deepEqual(provider.refusals.splice(0), ['client assertion tokens must only be used once'])
  })

  it('is refused when another key signed it', async () => {
    const result = await run(await createCertificate())
    assert.equal(result.outcome, 'failure', result.log)
    assert.match(result.log, /invalid_client/)
    assert.equal(result.outputs['access-token'], undefined)
    assert.deepEqual(provider.refusals.splice(0), ['signature verification failed'])
  })
})
