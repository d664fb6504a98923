import { createHash, type KeyObject, type X509Certificate } from 'node:crypto'
import { printable } from '../../values/printable.ts'
import { openContainer } from './container.ts'
import type { Opening, Parts } from './parts.ts'
import { CertificateProblem } from './problem.ts'

export { CertificateProblem }

/** A certificate and its private key, as MSAL takes them. */
interface ClientCertificate {
  /** PKCS#8 PEM, unencrypted. */
  privateKey: string
  /** SHA-256 of the certificate's DER, in hexadecimal. */
  thumbprintSha256: string
}

/** Bits; Entra's and jsonwebtoken's least. */
const MIN_KEY = 2048
/** Bits. To sign with a longer one takes seconds, and nobody has one. */
const MAX_KEY = 8192

/**
 * Reads a certificate with its private key: PEM in any order and shape, PFX, or base64 of either.
 * @throws {CertificateProblem}
 */
export async function readCertificate(content: Buffer, opening: Opening): Promise<ClientCertificate> {
  const parts = await openContainer(content, opening)
  for (const key of parts.keys) maskKey(key, opening)
  const { key, certificate } = choosePair(parts)
  checkKey(key)
  checkLifetime(certificate)
  return {
    privateKey: toPem(key),
    thumbprintSha256: createHash('sha256').update(certificate.raw).digest('hex'),
  }
}

/** Its lines, and all of them in one. */
function maskKey(key: KeyObject, { mask }: Opening): void {
  const pem = toPem(key)
  mask(pem)
  mask(pem.replace(/-----.+-----|\n/g, ''))
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string
}

/** The first key that a certificate belongs to; chains and strange keys around them don't matter. */
function choosePair({ keys, certificates }: Parts): { key: KeyObject; certificate: X509Certificate } {
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
    if (certificate) return { key, certificate }
  }
  // A certificate may have no subject, and one of any length.
  const subjects = certificates
    .slice(0, 5)
    .map(({ subject = '' }) => printable(subject.slice(0, 200).replaceAll('\n', ', ')))
  throw new CertificateProblem(
    `has no certificate that fits its private key (${subjects.join('; ')}): they come from different pairs.`,
  )
}

function checkKey({ asymmetricKeyType: type, asymmetricKeyDetails }: KeyObject): void {
  if (type !== 'rsa') {
    throw new CertificateProblem(
      `has a key of type ${type?.toUpperCase()}; Entra takes RSA keys only. Make a certificate with an RSA key.`,
    )
  }
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < MIN_KEY || bits > MAX_KEY) {
    throw new CertificateProblem(`has an RSA key of ${bits} bits; allowed are ${MIN_KEY} to ${MAX_KEY}.`)
  }
}

function checkLifetime({ validFromDate: from, validToDate: to }: X509Certificate): void {
  const now = new Date()
  if (to < now) {
    throw new CertificateProblem(`expired on ${to.toISOString()}. Make a new one and add it to the app.`)
  }
  if (from > now) {
    throw new CertificateProblem(
      `is not valid before ${from.toISOString()}; this machine's clock says ${now.toISOString()}.`,
    )
  }
}
