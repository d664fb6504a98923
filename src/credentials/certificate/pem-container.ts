import { type KeyObject, X509Certificate } from 'node:crypto'
import type { FileOpening, Parts } from './parts.ts'
import { type PemBlock, readPem } from './pem.ts'
import { MAX_KEY_SIZE, openPrivateKey } from './private-key.ts'
import { CertificateProblem } from './problem.ts'

/** A certificate, its key and its chain are four or five. */
const MAX_BLOCKS = 100
/** One is used; a file may hold others. */
export const MAX_KEYS = 3
/** Characters of a block: base64, with a frame and headers. */
const MAX_KEY_TEXT = MAX_KEY_SIZE * 1.4

/** The blocks of a PEM. */
interface PemContents {
  keys: PemBlock[]
  certificates: PemBlock[]
  isCutOff: boolean
}

/** Even without its end. */
export function hasPrivateKey(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(text)
}

/** @throws {CertificateProblem} for more than a certificate, its key and its chain can be */
export function readPemContents(text: string): PemContents {
  const begins = text.split('-----BEGIN').length - 1
  // The search for an END line to each BEGIN takes time that grows with the square of their number.
  if (begins > MAX_BLOCKS)
    throw new CertificateProblem(`holds ${begins} PEM blocks; allowed are ${MAX_BLOCKS}.`)
  const blocks = readPem(text)
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  if (keys.length > MAX_KEYS)
    throw new CertificateProblem(`holds ${keys.length} private keys; allowed are ${MAX_KEYS}.`)
  if (keys.some(({ pem }) => pem.length > MAX_KEY_TEXT))
    throw new CertificateProblem('has a private key that is larger than any RSA key in use.')
  return {
    keys,
    certificates: blocks.filter(({ label }) => label.endsWith('CERTIFICATE')),
    isCutOff: blocks.length < begins,
  }
}

/** @throws {CertificateProblem} */
export async function openPem(
  { keys, certificates, isCutOff }: PemContents,
  opening: FileOpening,
): Promise<Parts> {
  for (const { pem } of keys) opening.mask(pem)
  if (isCutOff) throw new CertificateProblem('is a PEM that is cut off: a BEGIN line has no END line.')
  const opened: KeyObject[] = []
  // One after the other: the first that can't be opened is enough, and each takes time that nothing interrupts.
  for (const block of keys) opened.push(await openPrivateKey(block, opening))
  return { keys: opened, certificates: certificates.map(openCertificate) }
}

function openCertificate({ pem }: PemBlock): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new CertificateProblem("has a certificate in it that can't be read; it is damaged or cut off.")
  }
}
