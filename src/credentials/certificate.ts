import type { InputReader } from '../inputs/input-reader.ts'
import { quotedPath } from '../inputs/quoted-path.ts'
import type { Input } from '../ports/inputs.ts'
import { FileProblem, readSmallFile } from '../values/small-file.ts'
import type { CredentialKind } from './credential-kind.ts'

const inputs = {
  content: {
    name: 'certificate',
    description: 'PEM with the certificate and its private key, or base64 of a PFX or of such a PEM.',
    isSecret: true,
    alsoCalled: ['cert', 'certificatepem'],
  },
  path: {
    name: 'certificate-path',
    description: 'File with what certificate would hold, as text or binary. Give one of the two.',
  },
  password: {
    name: 'certificate-password',
    description: 'Password of an encrypted private key or of the PFX.',
    isSecret: true,
    alsoCalled: ['certificatepwd', 'certificatepass'],
  },
}

/** A certificate of the app registration (https://learn.microsoft.com/entra/identity-platform/certificate-credentials). */
export const certificate: CredentialKind = {
  name: 'certificate',
  aliases: ['cert'],
  rank: 2,
  signsIn: 'app',
  presents: ['certificate'],
  inputs: Object.values(inputs),
  async read(reader, { secrets }) {
    const password = reader.secret(inputs.password, { keepSpaces: true })
    const source = readSource(reader)
    if (!source) return undefined
    // Loaded for these alone.
    const { CertificateProblem, readCertificate } = await import('./certificate/read-certificate.ts')
    const passwordInput = reader.words.input(inputs.password.name)
    const opening = { password, passwordInput, mask: (secret: string) => secrets.mask(secret) }
    try {
      const clientCertificate = await readCertificate(source.content, opening)
      return { grant: { type: 'client-credentials', clientCredential: { clientCertificate } } }
    } catch (error) {
      if (!(error instanceof CertificateProblem)) throw error
      reader.complain(source.input, error.message)
      return undefined
    }
  },
}

function readSource(reader: InputReader): { input: Input; content: Buffer } | undefined {
  const text = reader.text(inputs.content)
  const path = reader.text(inputs.path)
  if (text && path) {
    reader.complain(
      inputs.content,
      `came together with ${reader.words.input(inputs.path.name)}; give one of them.`,
    )
  } else if (text) {
    return { input: inputs.content, content: Buffer.from(text) }
  } else if (path) {
    const content = readFile(reader, path)
    return content && { input: inputs.path, content }
  } else {
    const { emptySecret, input } = reader.words
    reader.complain(inputs.content, emptySecret(inputs.content.name, input(inputs.path.name)))
  }
  return undefined
}

function readFile(reader: InputReader, path: string): Buffer | undefined {
  try {
    return readSmallFile(path)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    reader.complain(
      inputs.path,
      `came ${quotedPath(path)}, ${error.message}; allowed is a PFX or PEM file of at most 1 MiB, its path absolute or from the working directory.`,
    )
    return undefined
  }
}
