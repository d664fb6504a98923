import { createCipheriv, createHmac, hash, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto'
import forge from 'node-forge'

const { asn1, pki } = forge
const { Class, Type } = asn1

/** How the bags are encrypted: `modern` as OpenSSL 3 and Windows 11 do, the others as older ones did. */
export type PfxEncryption = 'modern' | '3des' | 'rc2' | 'none'

export interface PfxOptions {
  key?: KeyObject
  certificates: Buffer[]
  /** An empty one and none at all are different passwords. */
  password?: string
  encryption: PfxEncryption
  /** Of the integrity check; undefined for the one that goes with the encryption, false for none. */
  mac?: MacHash | false
  /** Of the key. */
  copies?: number
}

type MacHash = 'sha1' | 'sha256' | 'sha512'

const ITERATIONS = 2048

/** Makes a PFX (RFC 7292), certificates and key each in a safe of their own. */
export function makePfx(options: PfxOptions): Buffer {
  const { key, certificates, password, encryption, copies = 1 } = options
  const { mac = encryption === 'modern' ? 'sha256' : 'sha1' } = options
  const certificateBags = sequence(...certificates.map(certificateBag))
  const safes = [
    encryption === 'none' ? dataSafe(certificateBags) : encryptedSafe(certificateBags, password, encryption),
    ...(key
      ? [dataSafe(sequence(...Array.from({ length: copies }, () => keyBag(key, password, encryption))))]
      : []),
  ]
  const authenticatedSafe = toBytes(sequence(...safes))
  return toBytes(
    sequence(
      integer(3),
      sequence(oid('data'), explicit(octets(authenticatedSafe))),
      ...(mac ? [macData(authenticatedSafe, password, mac)] : []),
    ),
  )
}

function certificateBag(der: Buffer): forge.asn1.Asn1 {
  const bag = sequence(oid('x509Certificate'), explicit(octets(der)))
  return sequence(oid('certBag'), explicit(bag))
}

function keyBag(key: KeyObject, password: string | undefined, encryption: PfxEncryption): forge.asn1.Asn1 {
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const plain = asn1.fromDer(der.toString('latin1'))
  if (encryption === 'none') return sequence(oid('keyBag'), explicit(plain))
  // Keys are in 3DES where certificates are in RC2.
  const shrouded = encrypt(plain, password, encryption === 'rc2' ? '3des' : encryption)
  return sequence(oid('pkcs8ShroudedKeyBag'), explicit(sequence(...shrouded)))
}

function dataSafe(content: forge.asn1.Asn1): forge.asn1.Asn1 {
  return sequence(oid('data'), explicit(octets(toBytes(content))))
}

function encryptedSafe(
  content: forge.asn1.Asn1,
  password: string | undefined,
  encryption: Exclude<PfxEncryption, 'none'>,
): forge.asn1.Asn1 {
  const [algorithm, encrypted] = encrypt(content, password, encryption)
  const implicit = asn1.create(Class.CONTEXT_SPECIFIC, 0, false, encrypted.value)
  return sequence(
    oid('encryptedData'),
    explicit(sequence(integer(0), sequence(oid('data'), algorithm, implicit))),
  )
}

/** @returns the algorithm's identifier and the encrypted octets */
function encrypt(
  content: forge.asn1.Asn1,
  password: string | undefined,
  encryption: Exclude<PfxEncryption, 'none'>,
): [algorithm: forge.asn1.Asn1, encrypted: forge.asn1.Asn1] {
  const salt = randomBytes(8)
  const parameters = sequence(octets(salt), integer(ITERATIONS))
  const plain = toBytes(content)
  if (encryption === 'modern') {
    // PBES2 takes the password's bytes, in UTF-8 with all who make a PFX.
    const key = pbkdf2Sync(password ?? '', salt, ITERATIONS, 32, 'sha256')
    const iv = randomBytes(16)
    const derivation = sequence(
      oid('pkcs5PBKDF2'),
      sequence(octets(salt), integer(ITERATIONS), sequence(oid('hmacWithSHA256'), nothing())),
    )
    const algorithm = sequence(
      oid('pkcs5PBES2'),
      sequence(derivation, sequence(oid('aes256-CBC'), octets(iv))),
    )
    return [algorithm, octets(encipher('aes-256-cbc', key, iv, plain))]
  }
  const derive = (id: 1 | 2, length: number) => deriveKey(password, { salt, id, length, algorithm: 'sha1' })
  if (encryption === '3des') {
    const encrypted = encipher('des-ede3-cbc', derive(1, 24), derive(2, 8), plain)
    return [sequence(oid('pbeWithSHAAnd3-KeyTripleDES-CBC'), parameters), octets(encrypted)]
  }
  // OpenSSL's default provider has no RC2.
  const cipher = forge.rc2.createEncryptionCipher(derive(1, 5).toString('latin1'), 40)
  cipher.start(derive(2, 8).toString('latin1'))
  cipher.update(forge.util.createBuffer(plain.toString('latin1')))
  cipher.finish()
  const encrypted = Buffer.from(cipher.output.getBytes(), 'latin1')
  return [sequence(oid('pbewithSHAAnd40BitRC2-CBC'), parameters), octets(encrypted)]
}

function encipher(algorithm: string, key: Buffer, iv: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv(algorithm, key, iv)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}

/**
 * The derivation of PKCS#12 (RFC 7292, B.2), by OpenSSL's hashes: node-forge's are in JavaScript, and six times as slow.
 * @param password undefined for none, which is not an empty one
 * @param id what the key is for: 1 to encrypt, 2 for the first block, 3 for the integrity check
 * @param length in bytes
 */
function deriveKey(
  password: string | undefined,
  { salt, id, length, algorithm }: { salt: Buffer; id: 1 | 2 | 3; length: number; algorithm: MacHash },
): Buffer {
  const size = algorithm === 'sha512' ? 128 : 64
  const fill = (bytes: Buffer) => Buffer.alloc(Math.ceil(bytes.length / size) * size, bytes)
  const characters = Buffer.from(password === undefined ? '' : `${password}\0`, 'utf16le').swap16()
  let input: Buffer = Buffer.concat([fill(salt), fill(characters)])
  let key: Buffer = Buffer.alloc(0)
  while (key.length < length) {
    let digest: Buffer = Buffer.concat([Buffer.alloc(size, id), input])
    for (let round = 0; round < ITERATIONS; round++) digest = hash(algorithm, digest, 'buffer')
    key = Buffer.concat([key, digest])
    input = addToBlocks(input, Buffer.alloc(size, digest))
  }
  return key.subarray(0, length)
}

/** Adds a number, and one, to each block of its size, without what that carries out of the block. */
function addToBlocks(blocks: Buffer, number: Buffer): Buffer {
  const sums = Buffer.from(blocks)
  for (let end = blocks.length; end > 0; end -= number.length) {
    let carry = 1
    for (let at = 1; at <= number.length; at++) {
      const sum = sums.readUInt8(end - at) + number.readUInt8(number.length - at) + carry
      sums.writeUInt8(sum & 0xff, end - at)
      carry = sum >> 8
    }
  }
  return sums
}

function macData(
  authenticatedSafe: Buffer,
  password: string | undefined,
  algorithm: MacHash,
): forge.asn1.Asn1 {
  const salt = randomBytes(8)
  const length = hash(algorithm, '', 'buffer').length
  const key = deriveKey(password, { salt, id: 3, length, algorithm })
  const mac = createHmac(algorithm, key).update(authenticatedSafe).digest()
  return sequence(
    sequence(sequence(oid(algorithm), nothing()), octets(mac)),
    octets(salt),
    integer(ITERATIONS),
  )
}

function nothing(): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.NULL, false, '')
}

function sequence(...values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values)
}

function explicit(value: forge.asn1.Asn1): forge.asn1.Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, 0, true, [value])
}

function octets(bytes: Buffer): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes.toString('latin1'))
}

function integer(value: number): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes())
}

function oid(name: string): forge.asn1.Asn1 {
  const id = pki.oids[name]
  if (!id) throw new Error(`No OID is known for ${name}`)
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(id).getBytes())
}

function toBytes(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1')
}
