import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import forge from 'node-forge'
import { openPem, readPemContents } from '../../../../src/credentials/certificate/pem-container.ts'
import { openPfx } from '../../../../src/credentials/certificate/pfx-container.ts'
import { CertificateProblem } from '../../../../src/credentials/certificate/problem.ts'
import { readCertificate } from '../../../../src/credentials/certificate/read-certificate.ts'
import { createCertificateChain } from '../../../credentials/certificate-chain.ts'
import { makePfx, type PfxOptions } from '../../../credentials/pfx-maker.ts'
import { createCertificate } from '../../../emulator/certificates.ts'

// A key takes longer to make than all these tests, so one RSA key is in all of them.
const [{ key, leaf, intermediate, root }, elliptic, short, withoutSubject] = await Promise.all([
  createCertificateChain(),
  createCertificate({ keyType: 'ec', commonName: 'elliptic' }),
  createCertificate({ bits: 1024 }),
  createCertificate({ keyType: 'ec', commonName: '' }),
])
const cert = leaf.toString()
const exported = (type: 'pkcs1' | 'pkcs8', passphrase?: string) =>
  key.export({ type, format: 'pem', ...(passphrase && { cipher: 'aes-256-cbc', passphrase }) }).toString()
const pkcs8 = exported('pkcs8')
const pkcs1 = exported('pkcs1')
const pem = pkcs8 + cert
const pfx = (options: Partial<PfxOptions> = {}) =>
  makePfx({ key, certificates: [root.raw, leaf.raw], password: 'hunter2', encryption: 'modern', ...options })
const { asn1 } = forge
const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64')
const body = pkcs8.replace(/-----.+-----|\n/g, '')

/** The OID of 3DES (RFC 7292, appendix C) made that of RC4, which nothing here reads. */
const withRc4 = (file: Buffer) =>
  Buffer.from(file.toString('hex').replaceAll('2a864886f70d010c0103', '2a864886f70d010c0101'), 'hex')

/** The number of rounds that our PFX and OpenSSL's keys have. */
const ROUNDS = '\u0008\u0000'

/** A PFX or an encrypted key with another number of rounds, wherever it stands. */
function withRounds(der: Buffer, rounds: number): Buffer {
  const bytes = asn1.integerToDer(rounds).getBytes()
  const change = (node: forge.asn1.Asn1): void => {
    if (Array.isArray(node.value)) node.value.forEach(change)
    else if (node.type === asn1.Type.INTEGER && node.value === ROUNDS) node.value = bytes
    else if (node.type === asn1.Type.OCTETSTRING && node.value.startsWith('0\u0082')) {
      const inner = asn1.fromDer(node.value)
      change(inner)
      node.value = asn1.toDer(inner).getBytes()
    }
  }
  const whole = asn1.fromDer(der.toString('latin1'))
  change(whole)
  return Buffer.from(asn1.toDer(whole).getBytes(), 'latin1')
}

function lockedDer(rounds: number): Buffer {
  return withRounds(
    key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'hunter2' }),
    rounds,
  )
}

function locked(rounds: number): string {
  return toPem(lockedDer(rounds))
}

function frame(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`
}

/** Small enough to be loaded in no time, were it loaded. */
const { privateKey: dsaKey } = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })

function dsa(isEncrypted: boolean): string {
  return dsaKey
    .export({
      type: 'pkcs8',
      format: 'pem',
      ...(isEncrypted && { cipher: 'aes-256-cbc', passphrase: 'hunter2' }),
    })
    .toString()
}

/** Of random numbers: to make a real one takes minutes. The certificate is not looked at before. */
function longRsa(): string {
  const { Class, Type, create } = asn1
  const number = (bytes: Buffer) =>
    create(Class.UNIVERSAL, Type.INTEGER, false, `\0${bytes.toString('latin1')}`)
  const random = (bits: number) => {
    const bytes = randomBytes(bits / 8)
    bytes[0] = (bytes[0] ?? 0) | 0x80
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 1
    return bytes
  }
  const n = random(16_384)
  const e = Buffer.from([1, 0, 1])
  const halves = Array.from({ length: 5 }, () => number(random(4096)))
  const numbers = [number(Buffer.from([0])), number(n), number(e), number(random(8192)), ...halves]
  const der = asn1.toDer(create(Class.UNIVERSAL, Type.SEQUENCE, true, numbers)).getBytes()
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.setRsaPublicKey(
    new forge.jsbn.BigInteger(n.toString('hex'), 16),
    new forge.jsbn.BigInteger('65537'),
  )
  certificate.sign(forge.pki.privateKeyFromPem(pkcs1))
  const base64 = Buffer.from(der, 'latin1').toString('base64')
  return frame('RSA PRIVATE KEY', base64) + forge.pki.certificateToPem(certificate)
}

/** A key whose encryption asks for scrypt (RFC 7914, 7), and holds nothing. */
function scrypt(n: number, r: number, p: number): string {
  const { Class, Type, create, integerToDer, oidToDer } = asn1
  const sequence = (...values: forge.asn1.Asn1[]) => create(Class.UNIVERSAL, Type.SEQUENCE, true, values)
  const oid = (name: string) => create(Class.UNIVERSAL, Type.OID, false, oidToDer(name).getBytes())
  const octets = (value: string) => create(Class.UNIVERSAL, Type.OCTETSTRING, false, value)
  const numbers = [n, r, p].map((number) =>
    create(Class.UNIVERSAL, Type.INTEGER, false, integerToDer(number).getBytes()),
  )
  const derivation = sequence(oid('1.3.6.1.4.1.11591.4.11'), sequence(octets('saltsalt'), ...numbers))
  const cipher = sequence(oid('2.16.840.1.101.3.4.1.42'), octets('0123456789abcdef'))
  const algorithm = sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, cipher))
  return toPem(Buffer.from(asn1.toDer(sequence(algorithm, octets('x'.repeat(32)))).getBytes(), 'latin1'))
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n')
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${lines}\n-----END ENCRYPTED PRIVATE KEY-----\n`
}

async function read(content: string | Buffer, password = '') {
  const masks: string[] = []
  const opening = {
    password,
    passwordInput: 'certificate-password',
    mask: (secret: string) => masks.push(secret),
  }
  return { ...(await readCertificate(Buffer.from(content), opening)), masks }
}

describe('a certificate', () => {
  for (const [name, content, password, mask] of [
    ['a PEM', pem, '', pem],
    ['a PEM, certificate first', cert + pkcs8, '', cert + pkcs8],
    ['a PEM with a PKCS#1 key', cert + exported('pkcs1'), '', exported('pkcs1')],
    ['a PEM with an old label', pkcs8 + cert.replaceAll(' CERT', ' X509 CERT'), '', pkcs8],
    ['a PEM with the whole chain', `${root}${intermediate}${pkcs8}${cert}`, '', pkcs8],
    ['a PEM with a strange key first', elliptic.privateKeyPem + pem, '', elliptic.privateKeyPem],
    ['a PEM with an encrypted key', exported('pkcs8', 'hunter2') + cert, 'hunter2', ''],
    ['a PEM with an encrypted PKCS#1 key', exported('pkcs1', 'hunter2') + cert, 'hunter2', ''],
    ['a PEM whose key needs no password', pem, 'hunter2', pem],
    ['base64 of a PEM', base64(pem), '', pem],
    ['base64 of a PEM, wrapped', base64(pem).replace(/.{76}/g, '$&\r\n'), '', pem],
    ['base64 of a PEM, newlines written out', base64(pem).replace(/.{76}/g, '$&\\r\\n'), '', pem],
    ['base64url of a PEM', Buffer.from(pem).toString('base64url'), '', pem],
    ['a PEM in UTF-16', Buffer.from(`\ufeff${pem}`, 'utf16le'), '', pem],
    ['base64 in UTF-16', Buffer.from(`\ufeff${base64(pem)}`, 'utf16le'), '', pem],
    ['a PFX', pfx(), 'hunter2', ''],
    ['base64 of a PFX', base64(pfx()), 'hunter2', ''],
    ['base64 of a PFX, after a mark', `\ufeff${base64(pfx({ password: '' }))}`, '', ''],
  ] as [string, string | Buffer, string, string][]) {
    it(`is read from ${name}`, async () => {
      const { privateKey, thumbprintSha256, masks } = await read(content, password)
      assert.equal(privateKey, pkcs8)
      assert.equal(thumbprintSha256, createHash('sha256').update(leaf.raw).digest('hex'))
      assert.ok(masks.includes(pkcs8) && masks.includes(body), 'the key is not masked')
      assert.ok(masks.includes(mask) || mask === '')
    })
  }

  it('alone is read, though it has no key', async () => {
    const opening = { password: '', passwordInput: '', mask: () => {} }
    const { keys, certificates } = await openPfx(leaf.raw, { ...opening, rounds: { left: 1 } }, () => {})
    assert.deepEqual([keys, certificates.map(({ raw }) => raw)], [[], [leaf.raw]])
  })

  it('is masked before its limits are looked at', async () => {
    const copies = pfx({ copies: 4, password: '' })
    for (const [content, mask] of [
      [pkcs8.repeat(4) + cert, pkcs8.repeat(4) + cert],
      [base64(pkcs8.repeat(4)), pkcs8.repeat(4)],
      [copies, copies.toString('base64')],
    ] as const) {
      const masks: string[] = []
      const opening = { password: '', passwordInput: '', mask: (secret: string) => masks.push(secret) }
      await assert.rejects(
        readCertificate(Buffer.from(content), opening),
        /^CertificateProblem|holds 4 private/,
      )
      assert.ok(masks.includes(mask))
    }
  })

  it('shares its rounds among its keys, which are opened one after the other', async () => {
    const key = exported('pkcs8', 'hunter2')
    const open = (left: number) =>
      openPem(readPemContents(key + key), {
        ...{ password: 'hunter2', passwordInput: '', mask: () => {} },
        rounds: { left },
      })
    assert.equal((await open(4096)).keys.length, 2)
    await assert.rejects(open(4095), /takes too long to open/)
  })

  it('is masked in each form in which it came', async () => {
    const file = pfx()
    assert.equal((await read(file, 'hunter2')).masks[0], base64(file))
    const wrapped = base64(file).replace(/.{76}/g, '$&\n')
    assert.deepEqual((await read(wrapped, 'hunter2')).masks.slice(0, 2), [wrapped, base64(file)])
    assert.deepEqual((await read(base64(pem))).masks.slice(0, 3), [base64(pem), pem, pkcs8])
    assert.deepEqual((await read(pem)).masks, [pem, pkcs8, pkcs8, body])
    const locked = exported('pkcs8', 'hunter2')
    assert.deepEqual((await read(locked + cert, 'hunter2')).masks, [locked + cert, locked, pkcs8, body])
  })

  it('is masked before anything is refused', async () => {
    const masks: string[] = []
    const opening = { password: '', passwordInput: '', mask: (secret: string) => masks.push(secret) }
    const cut = pkcs8 + cert.slice(0, -10)
    await assert.rejects(readCertificate(Buffer.from(cut), opening), CertificateProblem)
    assert.deepEqual(masks, [cut, pkcs8])
  })

  it('is not masked where there is no key', async () => {
    for (const content of ['a\n-\n0\n', cert, base64(cert), leaf.raw, pfx(), `${'x'.repeat(70)}\n`]) {
      const masks: string[] = []
      const opening = { password: 'wrong', passwordInput: '', mask: (secret: string) => masks.push(secret) }
      await assert.rejects(readCertificate(Buffer.from(content), opening), CertificateProblem)
      assert.deepEqual(masks, [])
    }
  })

  it('is not masked whole when it is long', async () => {
    const chain = cert.repeat(20)
    const { masks } = await read(base64(pkcs8 + chain))
    assert.deepEqual(masks, [pkcs8 + chain, pkcs8, pkcs8, body])
  })

  const problems: [name: string, content: string | Buffer, password: string, words: RegExp][] = [
    ['no key', cert, '', /^has no private key in it/],
    ['no key, as base64 of DER', base64(leaf.raw), '', /^has no private key in it/],
    ['no certificate', pkcs8, '', /^has a private key and no certificate/],
    [
      'another certificate',
      `${pkcs8}${intermediate}${elliptic.certificatePem}`,
      '',
      /^has no certificate that fits its private key \(CN=Issuing CA; CN=elliptic\):/,
    ],
    [
      'a key of another type',
      elliptic.privateKeyPem + elliptic.certificatePem,
      '',
      /^has a key of type EC; /,
    ],
    [
      'a short key',
      short.privateKeyPem + short.certificatePem,
      '',
      /^has an RSA key of 1024 bits; allowed are 2048 to 8192\./,
    ],
    [
      'an encrypted key, no password',
      exported('pkcs8', 'x') + cert,
      '',
      /^has an encrypted private key, and certificate-password is empty/,
    ],
    [
      'an encrypted PKCS#1 key, no password',
      exported('pkcs1', 'x') + cert,
      '',
      /and certificate-password is empty/,
    ],
    [
      'a wrong password',
      exported('pkcs8', 'x') + cert,
      'y',
      /^has an encrypted private key that certificate-password does not open/,
    ],
    ['a wrong password for PKCS#1', exported('pkcs1', 'x') + cert, 'y', /does not open/],
    [
      'a damaged key',
      pem.replace(/\n.{64}\n/, '\n'),
      '',
      /^has a private key \(PRIVATE KEY\) that can't be read/,
    ],
    [
      'an old encryption',
      exported('pkcs1', 'x').replace('AES-256-CBC', 'DES-CBC') + cert,
      'x',
      /that is too old to be read here/,
    ],
    [
      'a damaged certificate',
      pkcs8 + cert.replace(/\n.{64}\n/, '\n'),
      '',
      /^has a certificate in it that can't be read/,
    ],
    ['a PEM that is cut off', pkcs8 + cert.slice(0, 200), '', /^is a PEM that is cut off/],
    ['a PEM with nothing after its mark', '-----BEGIN', '', /^is a PEM that is cut off/],
    ['101 blocks', '-----BEGIN'.repeat(101), '', /^holds 101 PEM blocks; allowed are 100\./],
    ['100 blocks', '-----BEGIN'.repeat(100), '', /^is a PEM that is cut off/],
    ['a PFX, no password', pfx(), '', /^is a PFX with a password, and certificate-password is empty/],
    ['a PFX, a wrong password', pfx(), 'x', /^is a PFX that certificate-password does not open/],
    [
      'an old PFX',
      withRc4(pfx({ encryption: '3des', mac: false })),
      'hunter2',
      /^is a PFX with an encryption or a/,
    ],
    ['a damaged PFX', pfx().subarray(0, -40), 'hunter2', /^is neither a PFX nor a certificate/],
    [
      'a PFX without a key',
      makePfx({ certificates: [leaf.raw], password: '', encryption: '3des' }),
      '',
      /^has no private key/,
    ],
    ['bytes that begin like a PFX', Buffer.from([0x30, 0x80]), '', /^is neither a PFX nor a certificate/],
    ['bytes that do not', Buffer.from([0x30, 0x7f]), '', /^came with 2 characters that are neither/],
    ['one byte', Buffer.from([0x30]), '', /^came with 1 characters that are neither/],
    ['half a mark of UTF-16', Buffer.from([0xff, 0x41, 0x41, 0x41]), '', /^came with 4 characters/],
    ['the other half', Buffer.from([0x41, 0xfe, 0x41, 0x41]), '', /^came with 4 characters/],
    ['nothing', '', '', /^came with 0 characters that are neither/],
    ['a GUID', ' 0d5c8d8e-3c1b-4d0f-9a3e-5a6f0f6f7b11\n', '', /^came with a GUID/],
    ['a thumbprint', 'AB'.repeat(20), '', /^came with what looks like a thumbprint/],
    ['a SHA-256 thumbprint', 'ab'.repeat(32), '', /^came with what looks like a thumbprint/],
    [
      'a thumbprint with colons',
      Array(20).fill('0f').join(':'),
      '',
      /^came with what looks like a thumbprint/,
    ],
    [
      'a SHA-256 thumbprint with colons',
      Array(32).fill('0f').join(':'),
      '',
      /^came with what looks like a thumbprint/,
    ],
    [
      'a thumbprint with spaces',
      Array(20).fill('0f').join(' '),
      '',
      /^came with what looks like a thumbprint/,
    ],
    ['too short a thumbprint', 'ab'.repeat(19), '', /^came with 38 characters/],
    ['too long a thumbprint', Array(33).fill('0f').join(':'), '', /^came with 98 characters/],
    ['a thumbprint and more', `x${'ab'.repeat(20)}`, '', /^came with 41 characters/],
    ['a thumbprint of other letters', 'gg'.repeat(20), '', /^came with 40 characters/],
    [
      'base64 of something else',
      `  ${base64('something else, and not short')}  `,
      '',
      /^came with 40 characters/,
    ],
    ['base64 that is too short', base64(Buffer.from([0x30, 0x80, 0, 0])), '', /^came with 8 characters/],
    [
      'a PFX with 2^31 - 1 rounds',
      withRounds(pfx(), 2 ** 31 - 1),
      'hunter2',
      /^has an encryption that takes too long/,
    ],
    [
      'an old PFX with 2^31 - 1 rounds',
      withRounds(pfx({ encryption: '3des', mac: false }), 2 ** 31 - 1),
      'hunter2',
      /^has an encryption that takes too long/,
    ],
    [
      'a key with 2^31 - 1 rounds',
      locked(2 ** 31 - 1) + cert,
      'hunter2',
      /^has an encryption that takes too long/,
    ],
    ['four keys', pkcs8.repeat(4) + cert, '', /^holds 4 private keys; allowed are 3\./],
    ['a PFX of four keys', pfx({ copies: 4, password: '' }), '', /^holds 4 private keys; allowed are 3\./],
    [
      'a key with 2^31 - 1 rounds and more after it',
      toPem(Buffer.concat([lockedDer(2 ** 31 - 1), Buffer.alloc(2)])) + cert,
      'hunter2',
      /^has a private key \(ENCRYPTED PRIVATE KEY\) that can't be read/,
    ],
    ['a key that is no key', `${frame('PRIVATE KEY', 'AAAA'.repeat(10))}${cert}`, '', /that can't be read/],
    [
      'a key larger than any',
      `${frame('RSA PRIVATE KEY', 'A'.repeat(9000))}${cert}`,
      '',
      /^has a private key that is larger/,
    ],
    [
      'a key of another kind',
      `${frame('DSA PRIVATE KEY', 'AAAA')}${cert}`,
      '',
      /^has a DSA PRIVATE KEY; Entra takes RSA/,
    ],
    ['a DSA key', dsa(false) + cert, '', /^has a key of an unknown type; Entra takes RSA keys only/],
    [
      'an encrypted DSA key',
      dsa(true) + cert,
      'hunter2',
      /^has a key of an unknown type; Entra takes RSA keys only/,
    ],
    ['a long RSA key', longRsa(), '', /^has an RSA key of 16384 bits; allowed are 2048 to 8192\./],
    [
      'a key of another pair and a certificate without a subject',
      pkcs8 + withoutSubject.certificatePem,
      '',
      /^has no certificate that fits its private key \(\):/,
    ],
    ['a key with 100,000', locked(100_000) + cert, 'x', /that certificate-password does not open/],
    ['a key of scrypt', scrypt(2 ** 14, 8, 64) + cert, 'x', /^has an encryption that takes too long/],
    ['a key of scrypt in time', scrypt(2 ** 14, 8, 1) + cert, 'x', /that certificate-password does not open/],
    ['base64 and more', `!${base64(cert)}`, '', /^came with \d+ characters that are neither/],
    ['base64 with more after it', `${base64(cert)}===`, '', /^came with \d+ characters that are neither/],
  ]
  for (const [name, content, password, words] of problems) {
    it(`is refused with ${name}`, async () => {
      await assert.rejects(read(content, password), (error) => {
        assert.ok(error instanceof CertificateProblem)
        assert.match(error.message, words)
        return true
      })
    })
  }

  const [from, to] = [leaf.validFromDate, leaf.validToDate].map((date) => date.getTime()) as [number, number]
  for (const [name, now, words] of [
    ['on its first second', from, undefined],
    ['on its last', to, undefined],
    ['after it', to + 1, `expired on ${new Date(to).toISOString()}. `],
    [
      'before it',
      from - 1,
      `is not valid before ${new Date(from).toISOString()}; this machine's clock says ${new Date(from - 1).toISOString()}.`,
    ],
  ] as const) {
    it(`is ${words ? 'refused' : 'taken'} ${name}`, async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now })
      const outcome = await read(pem).then(
        () => undefined,
        ({ message }: Error) => message,
      )
      assert.ok(words ? outcome?.startsWith(words) : outcome === undefined, outcome)
    })
  }
})
