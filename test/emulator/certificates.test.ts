import assert from 'node:assert/strict'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { createCertificate } from './certificates.ts'

test('a certificate fits its key and its thumbprint', async () => {
  const made = await createCertificate({ commonName: 'deploy' })
  const certificate = new X509Certificate(made.certificatePem)
  assert.equal(certificate.subject, 'CN=deploy')
  assert.ok(certificate.checkPrivateKey(createPrivateKey(made.privateKeyPem)))
  assert.ok(certificate.verify(certificate.publicKey))
  assert.equal(certificate.fingerprint256.replaceAll(':', ''), made.thumbprintSha256)
  assert.match(made.privateKeyPem, /^-----BEGIN PRIVATE KEY-----\n/)
  assert.equal(made.privateKey.asymmetricKeyDetails?.modulusLength, 2048)
})

test('dates, size and kind are as asked', async () => {
  const [notBefore, notAfter] = [new Date('2020-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z')]
  const old = await createCertificate({ notBefore, notAfter, bits: 1024 })
  const certificate = new X509Certificate(old.certificatePem)
  assert.deepEqual([certificate.validFromDate, certificate.validToDate], [notBefore, notAfter])
  assert.equal(old.privateKey.asymmetricKeyDetails?.modulusLength, 1024)
  const ec = await createCertificate({ keyType: 'ec' })
  assert.equal(ec.privateKey.asymmetricKeyType, 'ec')
  assert.ok(new X509Certificate(ec.certificatePem).checkPrivateKey(ec.privateKey))
})
