import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type Certificate, createCertificate } from '../emulator/certificates.ts'
import { assertFailure, type Scenario, startScenario } from '../scenario.ts'
import { makePfx, type PfxEncryption } from './pfx-maker.ts'

const day = 86_400_000
/** In whole seconds, as certificates have them. */
const now = Math.floor(Date.now() / 1000) * 1000
const inDays = (days: number) => new Date(now + days * day)

const [rsa, stranger, ec, small, expired, early] = await Promise.all([
  createCertificate(),
  createCertificate({ commonName: 'somebody-else' }),
  createCertificate({ keyType: 'ec' }),
  createCertificate({ bits: 1024 }),
  createCertificate({ notBefore: inDays(-30), notAfter: inDays(-10) }),
  createCertificate({ notBefore: inDays(10), notAfter: inDays(30) }),
])
const pem = rsa.privateKeyPem + rsa.certificatePem
const both = ({ privateKeyPem, certificatePem }: Certificate) => privateKeyPem + certificatePem
const der = ({ certificatePem }: Certificate) => new X509Certificate(certificatePem).raw
const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64')
const encrypted = (type: 'pkcs8' | 'pkcs1') =>
  rsa.privateKey.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hunter2' }) +
  rsa.certificatePem
const pfx = (certificate: Certificate, encryption: PfxEncryption = 'modern', password = 'hunter2') =>
  makePfx({ key: certificate.privateKey, certificates: [der(certificate)], password, encryption })
const withPassword = (certificate: string, password = 'hunter2') => ({
  certificate,
  'certificate-password': password,
})

const noKey = 'certificate: has no private key in it. Export the certificate together with its key'
const noPassword = 'certificate: has an encrypted private key, and certificate-password is empty'
const wrongKeyPassword =
  'certificate: has an encrypted private key that certificate-password does not open: a wrong password'
const wrongPfxPassword = 'certificate: is a PFX that certificate-password does not open: a wrong password'
const tooOld = 'certificate: has a private key with an encryption that is too old'
const cutOff = 'certificate: is a PEM that is cut off: a BEGIN line has no END line'
const ecKey = 'certificate: has a key of type EC; Entra takes RSA keys only'
const shortKey = 'certificate: has an RSA key of 1024 bits; allowed are 2048 to 8192'
const neither = 'characters that are neither a PEM nor base64 of a PFX or PEM'

const refused: [name: string, inputs: Record<string, string>, ...words: string[]][] = [
  ['PEM without a key', { certificate: rsa.certificatePem }, noKey],
  ['certificate alone in base64', { certificate: base64(der(rsa)) }, noKey],
  [
    'PFX without a key',
    withPassword(base64(makePfx({ certificates: [der(rsa)], password: 'hunter2', encryption: 'modern' }))),
    noKey,
  ],
  [
    'key without a certificate',
    { certificate: rsa.privateKeyPem },
    'certificate: has a private key and no certificate in it',
  ],
  [
    "another key's certificate",
    { certificate: rsa.privateKeyPem + stranger.certificatePem },
    'certificate: has no certificate that fits its private key (CN=somebody-else)',
  ],
  ['wrong password, PKCS#8', withPassword(encrypted('pkcs8'), 'hunter3'), wrongKeyPassword],
  ['wrong password, PKCS#1', withPassword(encrypted('pkcs1'), 'hunter3'), wrongKeyPassword],
  ['wrong password, PFX', withPassword(base64(pfx(rsa)), 'hunter3'), wrongPfxPassword],
  ['wrong password, legacy PFX', withPassword(base64(pfx(rsa, 'rc2')), 'hunter3'), wrongPfxPassword],
  ['password for a PFX that has an empty one', withPassword(base64(pfx(rsa, '3des', ''))), wrongPfxPassword],
  ['missing password, PKCS#8', { certificate: encrypted('pkcs8') }, noPassword],
  ['missing password, PKCS#1', { certificate: encrypted('pkcs1') }, noPassword],
  [
    'missing password, PFX',
    { certificate: base64(pfx(rsa)) },
    'certificate: is a PFX with a password, and certificate-password is empty',
  ],
  ['outdated encryption, PKCS#1', withPassword(encrypted('pkcs1').replace('AES-256-', 'DES-')), tooOld],
  [
    'outdated encryption, PFX',
    withPassword(
      base64(
        withRc4(
          makePfx({
            key: rsa.privateKey,
            certificates: [],
            password: 'hunter2',
            encryption: '3des',
            mac: false,
          }),
        ),
      ),
    ),
    'certificate: is a PFX with an encryption or a content that is not read here. Make it anew: openssl pkcs12 -export',
  ],
  ['EC key, PEM', { certificate: both(ec) }, ecKey],
  ['EC key, PFX', withPassword(base64(pfx(ec))), ecKey],
  ['RSA key of 1024 bits, PEM', { certificate: both(small) }, shortKey],
  ['RSA key of 1024 bits, PFX', withPassword(base64(pfx(small))), shortKey],
  ['expired', { certificate: both(expired) }, `certificate: expired on ${inDays(-10).toISOString()}`],
  [
    'not yet valid',
    { certificate: both(early) },
    `certificate: is not valid before ${inDays(10).toISOString()}`,
  ],
  [
    "a secret's ID",
    { certificate: crypto.randomUUID() },
    'certificate: came with a GUID, which is the ID of',
  ],
  [
    'a thumbprint',
    { certificate: rsa.thumbprintSha256.slice(0, 40) },
    'certificate: came with what looks like a thumbprint, which names a certificate',
  ],
  [
    'a SHA-256 thumbprint with colons',
    { certificate: rsa.thumbprintSha256.replace(/..(?=.)/g, '$&:') },
    'certificate: came with what looks like a thumbprint',
  ],
  ['garbage', { certificate: 'hunter2, swordfish & xyzzy' }, `certificate: came with 26 ${neither}`],
  [
    'something else in base64',
    { certificate: base64('x'.repeat(60)) },
    `certificate: came with 80 ${neither}`,
  ],
  ['PEM cut off in the key', { certificate: pem.slice(0, 900) }, cutOff],
  ['PEM cut off in the certificate', { certificate: pem.slice(0, -100) }, cutOff],
  ['base64 of a PEM, cut off', { certificate: base64(pem).slice(0, -100) }, cutOff],
  [
    'damaged key',
    { certificate: pem.replace(/(?<=PRIVATE KEY-----\n)M.{20}/, 'AAAA') },
    "certificate: has a private key (PRIVATE KEY) that can't be read; it is damaged",
  ],
  [
    'damaged certificate',
    { certificate: pem.replace(/(?<=BEGIN CERTIFICATE-----\n)M.{20}/, 'AAAA') },
    "certificate: has a certificate in it that can't be read",
  ],
  [
    'PFX cut off',
    withPassword(base64(pfx(rsa)).slice(0, 1000)),
    'certificate: is neither a PFX nor a certificate that can be read: it is damaged, cut off',
  ],
  [
    'empty, though named',
    { credential: 'certificate' },
    'certificate: arrived empty, and so did certificate-path',
    'comes from a fork or from Dependabot',
  ],
  [
    'certificate and certificate-path',
    { certificate: pem, 'certificate-path': 'app.pem' },
    'certificate: came together with certificate-path; give one of them',
  ],
]

// No request is made in here, so that one emulator serves them all at the same time.
describe('a certificate that is refused', { concurrency: 4 }, () => {
  let scenario: Scenario
  before(async () => {
    scenario = await startScenario({ sharesProcess: true })
  })
  after(() => scenario[Symbol.asyncDispose]())

  for (const [name, inputs, ...words] of refused) {
    it(name, async () => {
      const hidden = [rsa, stranger, ec, small, expired, early].map(({ privateKeyPem }) => privateKeyPem)
      const result = await scenario.run(inputs, { hidden: [...hidden, ...pieces(inputs.certificate)] })
      assertFailure(result, ...words)
      assert.deepEqual(scenario.emulator.requests, [])
    })
  }
})

/** No part of a secret may be shown either. */
function pieces(secret = ''): string[] {
  return (
    secret
      .match(/[^\s-]{6,12}/g)
      ?.filter((piece) => !/^(BEGIN|END|PRIVATE|CERTIFICATE|ENCRYPTED)/.test(piece)) ?? []
  )
}

/** As if RC4 had been used, which no OpenSSL reads without its legacy provider. */
function withRc4(pfx: Buffer): Buffer {
  return Buffer.from(pfx.toString('hex').replaceAll('2a864886f70d010c0103', '2a864886f70d010c0101'), 'hex')
}
