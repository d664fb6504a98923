import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { FileOpening } from './parts.ts'
import type { PemBlock } from './pem.ts'
import { CertificateProblem, tooManyRounds } from './problem.ts'

/**
 * Bytes. OpenSSL calculates with numbers of whatever size a file holds, and nothing interrupts it. A key of 8192 bits has
 * 4,700.
 */
export const MAX_KEY_SIZE = 6 * 1024

/**
 * Bytes of an encrypted key that only OpenSSL can decrypt, so that its algorithm comes to light too late. A key of 4096
 * bits has 2,500.
 */
const MAX_UNSEEN = 2600

/** Of PKCS#8 (RFC 5958, 2), in hexadecimal: a version, and the algorithm. */
const PRIVATE_KEY_INFO = /^30(?:82.{4}|81..|[0-7].)02010[01]30(?:82.{4}|81..|[0-7].)(06.*)/
/** To load keys of others, such as DSA, can take minutes. */
const ALGORITHMS = [
  '06092a864886f70d010101', // RSA
  '06092a864886f70d01010a', // RSA-PSS
  '06072a8648ce3d0201', // EC
  '06032b656e', // X25519
  '06032b656f', // X448
  '06032b6570', // Ed25519
  '06032b6571', // Ed448
]

/** @throws {CertificateProblem} */
export function loadPrivateKey(pkcs8: Buffer, label = 'PRIVATE KEY'): KeyObject {
  const algorithm = PRIVATE_KEY_INFO.exec(pkcs8.toString('hex', 0, 64))?.[1]
  if (pkcs8.length > MAX_KEY_SIZE || algorithm === undefined) throw unreadable(label)
  if (!ALGORITHMS.some((known) => algorithm.startsWith(known))) {
    throw new CertificateProblem(
      'has a key of an unknown type; Entra takes RSA keys only. Make a certificate with an RSA key.',
    )
  }
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  } catch {
    throw unreadable(label)
  }
}

/**
 * The key of a block of a PEM, which mustn't be larger than a key can be.
 * @throws {CertificateProblem}
 */
export async function openPrivateKey(block: PemBlock, opening: FileOpening): Promise<KeyObject> {
  const { label, pem } = block
  const isPkcs8 = label === 'ENCRYPTED PRIVATE KEY'
  if (label === 'PRIVATE KEY') return loadPrivateKey(derOf(block))
  if (!isPkcs8 && !['RSA PRIVATE KEY', 'EC PRIVATE KEY'].includes(label)) {
    throw new CertificateProblem(
      `has a ${label}; Entra takes RSA keys only. Make a certificate with an RSA key.`,
    )
  }
  const encrypted = isPkcs8 || pem.includes('ENCRYPTED')
  if (encrypted && opening.password === '') {
    throw new CertificateProblem(`has an encrypted private key, and ${opening.passwordInput} is empty.`)
  }
  return isPkcs8 ? decryptPkcs8(block, opening) : openByOpenSsl(block, encrypted ? opening : undefined)
}

/** By node-forge, which shows the algorithm before OpenSSL sees the key; it is loaded for these alone. */
async function decryptPkcs8(block: PemBlock, opening: FileOpening): Promise<KeyObject> {
  const { decryptKey, TooManyRounds, UnknownEncryption, WrongPassword } = await import('./pfx.ts')
  const der = derOf(block)
  let pkcs8: Buffer
  try {
    pkcs8 = decryptKey(der, opening)
  } catch (error) {
    if (error instanceof TooManyRounds) throw new CertificateProblem(tooManyRounds)
    if (error instanceof WrongPassword) throw wrongPassword(opening)
    if (!(error instanceof UnknownEncryption) || der.length > MAX_UNSEEN) throw unreadable(block.label)
    return openByOpenSsl(block, opening)
  }
  return loadPrivateKey(pkcs8, block.label)
}

function openByOpenSsl({ label, pem }: PemBlock, opening: FileOpening | undefined): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(opening && { passphrase: opening.password }) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_OSSL_EVP_UNSUPPORTED') {
      throw new CertificateProblem(
        'has a private key with an encryption that is too old to be read here (DES, RC2, RC4). Encrypt it anew: openssl pkcs8 -topk8 -in old.pem -out new.pem',
      )
    }
    throw opening ? wrongPassword(opening) : unreadable(label)
  }
}

function derOf({ pem }: PemBlock): Buffer {
  return Buffer.from(pem.replace(/-----.+-----/g, ''), 'base64')
}

function wrongPassword({ passwordInput }: FileOpening): CertificateProblem {
  return new CertificateProblem(
    `has an encrypted private key that ${passwordInput} does not open: a wrong password.`,
  )
}

function unreadable(label: string): CertificateProblem {
  return new CertificateProblem(
    `has a private key (${label}) that can't be read; it is damaged, or of a format other than PKCS#8 and PKCS#1.`,
  )
}
