import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Opening, Parts } from './parts.ts'
import { type PemBlock, readPem } from './pem.ts'
import { CertificateProblem, tooManyRounds } from './problem.ts'

/** A certificate, its key and its chain are four or five. */
const MOST_BLOCKS = 100

/** @throws {CertificateProblem} */
export async function openPem(text: string, opening: Opening): Promise<Parts> {
  const begins = text.split('-----BEGIN').length - 1
  // The search for an END line to each BEGIN takes time that grows with the square of their number.
  if (begins > MOST_BLOCKS)
    throw new CertificateProblem(`holds ${begins} PEM blocks; allowed are ${MOST_BLOCKS}.`)
  const blocks = readPem(text)
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  for (const { pem } of keys) opening.mask(pem)
  if (blocks.length < begins) {
    throw new CertificateProblem('is a PEM that is cut off: a BEGIN line has no END line.')
  }
  await checkEncrypted(keys)
  return {
    keys: keys.map((block) => openKey(block, opening)),
    certificates: blocks.filter(({ label }) => label.endsWith('CERTIFICATE')).map(openCertificate),
  }
}

async function checkEncrypted(keys: readonly PemBlock[]): Promise<void> {
  const encrypted = keys.filter(({ label }) => label.startsWith('ENCRYPTED'))
  if (encrypted.length === 0) return
  const { checkRounds, TooManyRounds } = await import('./pfx.ts')
  try {
    checkRounds(encrypted.map(({ pem }) => Buffer.from(pem.replace(/-----.+-----/g, ''), 'base64')))
  } catch (error) {
    if (error instanceof TooManyRounds) throw new CertificateProblem(tooManyRounds)
    // What is no DER is for OpenSSL to refuse.
  }
}

function openKey({ label, pem }: PemBlock, { password }: Opening): KeyObject {
  const encrypted = label.startsWith('ENCRYPTED') || pem.includes('ENCRYPTED')
  if (encrypted && password === '') {
    throw new CertificateProblem('has an encrypted private key, and certificate-password is empty.')
  }
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(encrypted && { passphrase: password }) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CertificateProblem(
      code === 'ERR_OSSL_EVP_UNSUPPORTED'
        ? 'has a private key with an encryption that is too old to be read here (DES, RC2, RC4). Encrypt it anew: openssl pkcs8 -topk8 -in old.pem -out new.pem'
        : encrypted
          ? 'has an encrypted private key that certificate-password does not open: a wrong password.'
          : `has a private key (${label}) that can't be read; it is damaged, or of a format other than PKCS#8 and PKCS#1.`,
    )
  }
}

function openCertificate({ pem }: PemBlock): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new CertificateProblem("has a certificate in it that can't be read; it is damaged or cut off.")
  }
}
