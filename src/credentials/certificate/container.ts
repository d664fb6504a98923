import { isGuid } from '../../values/guid.ts'
import { MAX_ROUNDS, type Opening, type Parts } from './parts.ts'
import { hasPrivateKey, openPem, readPemContents } from './pem-container.ts'
import { openPfx } from './pfx-container.ts'
import { CertificateProblem } from './problem.ts'

/** Characters of what is one line. The base64 of a key with its chain has 10,000, and nobody prints more of it. */
const MAX_MASK = 16_384

/**
 * Takes the keys and certificates out of whatever holds them: text or bytes, as they are or in base64.
 * @throws {CertificateProblem}
 */
export async function openContainer(content: Buffer, opening: Opening): Promise<Parts> {
  const written = decodeText(content)
  const bytes = isDer(content) || isPem(written) ? content : (decodeBase64(written) ?? content)
  const text = decodeText(bytes)
  const forms = new Set(
    [content, bytes].map((form) => (isDer(form) ? form.toString('base64') : decodeText(form))),
  )
  // Only once there is a key in it: as masks, the lines of any other text would eat the log.
  const maskForms = () => {
    for (const form of forms) if (form.length <= MAX_MASK || isPem(form)) opening.mask(form)
  }
  const ofFile = { ...opening, rounds: { left: MAX_ROUNDS } }
  if (isPem(text)) {
    if (hasPrivateKey(text)) maskForms()
    return openPem(readPemContents(text), ofFile)
  }
  if (isDer(bytes)) return openPfx(bytes, ofFile, maskForms)
  throw new CertificateProblem(describeUnreadable(written.trim()))
}

function isPem(text: string): boolean {
  return text.includes('-----BEGIN')
}

/** Both a PFX and a bare certificate begin with a long ASN.1 SEQUENCE. */
function isDer(bytes: Buffer): boolean {
  return bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80
}

/** Windows PowerShell writes text files in UTF-16 with a byte order mark. */
function decodeText(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

function decodeBase64(text: string): Buffer | undefined {
  const base64 = text.replace(/\s|\\[rn]/g, '')
  return /^[\w+/-]{40,}={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined
}

function describeUnreadable(text: string): string {
  const allowed = 'allowed are a PEM with certificate and private key, or base64 of a PFX or of a PEM.'
  if (isGuid(text)) {
    return `came with a GUID, which is the ID of a secret or certificate and not the thing itself; ${allowed}`
  }
  if (/^([0-9a-f]{2}[: ]?){20}([0-9a-f]{2}[: ]?){0,12}$/i.test(text)) {
    return `came with what looks like a thumbprint, which names a certificate and is not the thing itself; ${allowed}`
  }
  return `came with ${text.length} characters that are neither a PEM nor base64 of a PFX or PEM; ${allowed}`
}
