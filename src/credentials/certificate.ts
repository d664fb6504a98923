import { readFileSync, statSync } from 'node:fs'
import { readCertificate } from '../certificate/certificate.ts'
import { CertificateProblem } from '../certificate/problem.ts'
import { quoted } from '../inputs/complaints.ts'
import { emptySecretAdvice, type InputReader } from '../inputs/reader.ts'
import type { CredentialKind } from './credential.ts'

/** In bytes; a certificate with key and chain has some ten thousand. */
const LARGEST_FILE = 1024 * 1024

/** A certificate of the app registration (https://learn.microsoft.com/entra/identity-platform/certificate-credentials). */
export const certificate: CredentialKind = {
  name: 'certificate',
  inputs: ['certificate', 'certificate-path'],
  async read(reader, { host }) {
    const password = reader.secret('certificate-password', { keepSpaces: true })
    const source = readSource(reader)
    if (!source) return undefined
    const opening = { password, mask: (secret: string) => host.mask(secret) }
    try {
      const clientCertificate = await readCertificate(source.content, opening)
      return { grant: async () => ({ type: 'client-credentials', proof: { clientCertificate } }) }
    } catch (error) {
      if (!(error instanceof CertificateProblem)) throw error
      reader.complain(source.input, error.message)
      return undefined
    }
  },
}

function readSource(reader: InputReader): { input: string; content: Buffer } | undefined {
  const text = reader.text('certificate')
  const path = reader.text('certificate-path')
  if (text && path) {
    reader.complain('certificate', 'came together with certificate-path; give one of them.')
  } else if (text) {
    return { input: 'certificate', content: Buffer.from(text) }
  } else if (path) {
    const content = readFile(reader, path)
    return content && { input: 'certificate-path', content }
  } else {
    reader.complain('certificate', `arrived empty, and so did certificate-path. ${emptySecretAdvice}`)
  }
  return undefined
}

function readFile(reader: InputReader, path: string): Buffer | undefined {
  const complain = (problem: string) =>
    reader.complain(
      'certificate-path',
      `came ${quoted(path)}, ${problem}; allowed is a PFX or PEM file of at most 1 MiB, its path absolute or from the job's working directory.`,
    )
  try {
    const stats = statSync(path)
    if (stats.isDirectory()) complain('a folder')
    else if (!stats.isFile()) complain('no ordinary file')
    else if (stats.size > LARGEST_FILE) complain(`a file of ${stats.size} bytes`)
    else if (stats.size === 0) complain('an empty file')
    else return readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    complain(
      code === 'ENOENT' || code === 'ENOTDIR' ? "which doesn't exist" : `which can't be read (${code})`,
    )
  }
  return undefined
}
