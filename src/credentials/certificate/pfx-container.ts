import { X509Certificate } from 'node:crypto'
import type { FileOpening, Parts } from './parts.ts'
import { MAX_KEYS } from './pem-container.ts'
import { loadPrivateKey } from './private-key.ts'
import { CertificateProblem, tooManyRounds } from './problem.ts'

/**
 * Opens a PFX, or a certificate alone, which comes in the same encoding.
 * @param maskForms called once there is a key, before anything else is done with it
 * @throws {CertificateProblem}
 */
export async function openPfx(der: Buffer, opening: FileOpening, maskForms: () => void): Promise<Parts> {
  const bare = asCertificate(der)
  if (bare) return { keys: [], certificates: [bare] }
  // Loaded only for a PFX: node-forge takes as long as all the rest (40–86 ms).
  const { readPfx, TooManyRounds, WrongPassword } = await import('./pfx.ts')
  try {
    const { keys, certificates } = readPfx(der, opening)
    if (keys.length > 0) maskForms()
    if (keys.length > MAX_KEYS)
      throw new CertificateProblem(`holds ${keys.length} private keys; allowed are ${MAX_KEYS}.`)
    return {
      keys: keys.map((key) => loadPrivateKey(key)),
      certificates: certificates.map((certificate) => new X509Certificate(certificate)),
    }
  } catch (error) {
    if (error instanceof CertificateProblem) throw error
    if (error instanceof TooManyRounds) throw new CertificateProblem(tooManyRounds)
    throw new CertificateProblem(
      error instanceof WrongPassword ? describeWrongPassword(opening) : describeUnreadable(error as Error),
    )
  }
}

function asCertificate(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined
  }
}

function describeWrongPassword({ password, passwordInput }: FileOpening): string {
  return password === ''
    ? `is a PFX with a password, and ${passwordInput} is empty.`
    : `is a PFX that ${passwordInput} does not open: a wrong password.`
}

function describeUnreadable({ message }: Error): string {
  return /supported/i.test(message)
    ? 'is a PFX with an encryption or a content that is not read here. Make it anew: openssl pkcs12 -export -inkey key.pem -in certificate.pem -out new.pfx'
    : 'is neither a PFX nor a certificate that can be read: it is damaged, cut off, or something else.'
}
