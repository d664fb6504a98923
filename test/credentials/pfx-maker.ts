import { createHmac, type KeyObject, randomBytes } from 'node:crypto'
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
  return Buffer.from(
    toBytes(
      sequence(
        integer(3),
        sequence(oid('data'), explicit(octets(authenticatedSafe))),
        ...(mac ? [macData(authenticatedSafe, password, mac)] : []),
      ),
    ),
    'latin1',
  )
}

function certificateBag(der: Buffer): forge.asn1.Asn1 {
  const bag = sequence(oid('x509Certificate'), explicit(octets(der.toString('latin1'))))
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
  if (encryption === 'rc2') return encryptRc2(content, password)
  const encrypted =
    encryption === '3des'
      ? pki.encryptPrivateKeyInfo(content, password as string, { algorithm: '3des', count: ITERATIONS })
      : // PBES2 takes the password's bytes, in UTF-8 with all who make a PFX.
        pki.encryptPrivateKeyInfo(content, Buffer.from(password ?? '').toString('latin1'), {
          algorithm: 'aes256',
          count: ITERATIONS,
          prfAlgorithm: 'sha256',
        })
  return encrypted.value as [forge.asn1.Asn1, forge.asn1.Asn1]
}

function encryptRc2(
  content: forge.asn1.Asn1,
  password: string | undefined,
): [forge.asn1.Asn1, forge.asn1.Asn1] {
  const salt = randomBytes(8).toString('latin1')
  const derive = (id: number, length: number) =>
    forge.pkcs12.generateKey(password, forge.util.createBuffer(salt), id, ITERATIONS, length)
  const cipher = forge.rc2.createEncryptionCipher(derive(1, 5), 40)
  cipher.start(derive(2, 8).getBytes())
  cipher.update(asn1.toDer(content))
  cipher.finish()
  const algorithm = sequence(oid('pbewithSHAAnd40BitRC2-CBC'), sequence(octets(salt), integer(ITERATIONS)))
  return [algorithm, octets(cipher.output.getBytes())]
}

function macData(authenticatedSafe: string, password: string | undefined, hash: MacHash): forge.asn1.Asn1 {
  const salt = randomBytes(8).toString('latin1')
  const digest = forge.md[hash].create()
  const length = digest.digestLength
  const key = forge.pkcs12.generateKey(password, forge.util.createBuffer(salt), 3, ITERATIONS, length, digest)
  const mac = createHmac(hash, Buffer.from(key.getBytes(), 'latin1')).update(authenticatedSafe, 'latin1')
  const nothing = asn1.create(Class.UNIVERSAL, Type.NULL, false, '')
  return sequence(
    sequence(sequence(oid(hash), nothing), octets(mac.digest().toString('latin1'))),
    octets(salt),
    integer(ITERATIONS),
  )
}

function sequence(...values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values)
}

function explicit(value: forge.asn1.Asn1): forge.asn1.Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, 0, true, [value])
}

function octets(bytes: string): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes)
}

function integer(value: number): forge.asn1.Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes())
}

function oid(name: string): forge.asn1.Asn1 {
  const id = pki.oids[name]
  if (!id) throw new Error(`No OID is known for ${name}`)
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(id).getBytes())
}

function toBytes(value: forge.asn1.Asn1): string {
  return asn1.toDer(value).getBytes()
}
