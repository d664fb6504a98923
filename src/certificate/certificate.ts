import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isGuid } from '../guid.ts'
import { printable } from '../printable.ts'
import { type PemBlock, readPem } from './pem.ts'

/** A certificate and its private key, as MSAL takes them. */
export interface ClientCertificate {
  /** PKCS#8 PEM, unencrypted. */
  privateKey: string
  /** SHA-256 of the certificate's DER, in hexadecimal. */
  thumbprintSha256: string
}

/** Says what is wrong with a certificate, as the rest of a sentence that begins with the input's name. */
export class CertificateProblem extends Error {}

/** Bits; Entra's and jsonwebtoken's least. */
const SHORTEST_KEY = 2048

/**
 * Reads a certificate with its private key: PEM in any order and shape, PFX, or base64 of either.
 * @throws {CertificateProblem}
 */
export async function readCertificate(content: Buffer, password: string): Promise<ClientCertificate> {
  const { keys, certificates } = await open(content, password)
  return choosePair(keys, certificates)
}

interface Parts {
  keys: KeyObject[]
  certificates: X509Certificate[]
}

async function open(content: Buffer, password: string): Promise<Parts> {
  const bytes = isEncoding(content) ? content : (decodeBase64(decodeText(content)) ?? content)
  const text = decodeText(bytes)
  if (text.includes('-----BEGIN')) return openPem(text, password)
  if (isDer(bytes)) return openDer(bytes, password)
  throw new CertificateProblem(describeUnreadable(decodeText(content).trim()))
}

function isEncoding(content: Buffer): boolean {
  return isDer(content) || decodeText(content).includes('-----BEGIN')
}

/** Both a PFX and a bare certificate begin with a long ASN.1 SEQUENCE. */
function isDer(content: Buffer): boolean {
  return content[0] === 0x30 && (content[1] ?? 0) >= 0x80
}

/** Windows PowerShell writes text files in UTF-16 with a byte order mark. */
function decodeText(content: Buffer): string {
  const encoding = content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(encoding).decode(content)
}

function decodeBase64(text: string): Buffer | undefined {
  const base64 = text.replace(/\s|\\[rn]/g, '')
  return /^[\w+/-]{40,}={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined
}

function describeUnreadable(text: string): string {
  const allowed = 'allowed are a PEM with certificate and private key, or base64 of a PFX or of a PEM.'
  if (isGuid(text))
    return `came with a GUID, which is the ID of a secret or certificate and not the thing itself; ${allowed}`
  if (/^([0-9a-f]{2}[: ]?){20}([0-9a-f]{2}[: ]?){0,12}$/i.test(text)) {
    return `came with what looks like a thumbprint, which names a certificate and is not the thing itself; ${allowed}`
  }
  return `came with ${text.length} characters that are neither PEM nor base64; ${allowed}`
}

function openPem(text: string, password: string): Parts {
  const blocks = readPem(text)
  if (blocks.length === 0)
    throw new CertificateProblem('is a PEM that is cut off: a BEGIN line has no END line.')
  return {
    keys: blocks
      .filter(({ label }) => label.endsWith('PRIVATE KEY'))
      .map((block) => openKey(block, password)),
    certificates: blocks
      .filter(({ label }) => label.endsWith('CERTIFICATE'))
      .map(({ pem }) => parseCertificate(pem)),
  }
}

function openKey({ label, pem }: PemBlock, password: string): KeyObject {
  const encrypted = label.startsWith('ENCRYPTED') || pem.includes('ENCRYPTED')
  if (encrypted && password === '') {
    throw new CertificateProblem('has an encrypted private key, and certificate-password is empty.')
  }
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(encrypted && { passphrase: password }) })
  } catch {
    throw new CertificateProblem(
      encrypted
        ? 'has an encrypted private key that certificate-password does not open: a wrong password.'
        : `has a private key (${label}) that can't be read; it is damaged, or of a format other than PKCS#8 and PKCS#1.`,
    )
  }
}

/** Loaded only for a PFX: node-forge takes as long as all the rest (40–86 ms). */
async function openDer(der: Buffer, password: string): Promise<Parts> {
  const { readPfx, WrongPassword } = await import('./pfx.ts')
  try {
    const { keys, certificates } = readPfx(der, password)
    return {
      keys: keys.map((key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' })),
      certificates: certificates.map(parseCertificate),
    }
  } catch (error) {
    if (error instanceof WrongPassword) {
      throw new CertificateProblem(
        password === ''
          ? 'is a PFX with a password, and certificate-password is empty.'
          : 'is a PFX that certificate-password does not open: a wrong password.',
      )
    }
    if (error instanceof CertificateProblem) throw error
    return { keys: [], certificates: [parseCertificate(der)] }
  }
}

function parseCertificate(encoded: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(encoded)
  } catch {
    throw new CertificateProblem(
      typeof encoded === 'string'
        ? "has a certificate that can't be read; it is damaged."
        : 'is neither a PFX nor a certificate that can be read; it is damaged.',
    )
  }
}

/** The first key that a certificate belongs to; chains and strange keys around them don't matter. */
function choosePair(keys: KeyObject[], certificates: X509Certificate[]): ClientCertificate {
  if (keys.length === 0) {
    throw new CertificateProblem(
      'has no private key in it. Export the certificate together with its key, as a PFX or as a PEM with both.',
    )
  }
  if (certificates.length === 0) {
    throw new CertificateProblem('has a private key and no certificate in it. Give both in one value.')
  }
  for (const key of keys) {
    const certificate = certificates.find((candidate) => candidate.checkPrivateKey(key))
    if (certificate) return toClientCertificate(key, certificate)
  }
  const subjects = certificates.map(({ subject }) => printable(subject.replaceAll('\n', ', ')))
  throw new CertificateProblem(
    `has no certificate that fits its private key (${subjects.join('; ')}): they come from different pairs.`,
  )
}

function toClientCertificate(key: KeyObject, certificate: X509Certificate): ClientCertificate {
  if (key.asymmetricKeyType !== 'rsa') {
    throw new CertificateProblem(
      `has a key of type ${key.asymmetricKeyType?.toUpperCase()}; Entra takes RSA keys only. Make a certificate with an RSA key.`,
    )
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < SHORTEST_KEY) {
    throw new CertificateProblem(`has an RSA key of ${bits} bits; allowed are ${SHORTEST_KEY} or more.`)
  }
  const { validFromDate: from, validToDate: to } = certificate
  const now = new Date()
  if (to < now)
    throw new CertificateProblem(`expired on ${to.toISOString()}. Make a new one and add it to the app.`)
  if (from > now) {
    throw new CertificateProblem(
      `is not valid before ${from.toISOString()}; this runner's clock says ${now.toISOString()}.`,
    )
  }
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    thumbprintSha256: createHash('sha256').update(certificate.raw).digest('hex'),
  }
}
