import { createHash, X509Certificate } from 'node:crypto'
import type { App, AppCertificate } from '../app.ts'
import { isGuid, isListOf, isObject, isTextOrNull, type Property } from './body.ts'

/** https://learn.microsoft.com/graph/api/resources/keycredential */
interface KeyCredential {
  keyId?: string
  displayName?: string | null
  type: string
  usage: string
  /** The certificate's bytes in base64; null or missing for one that the app has already. */
  key?: string | null
}

/** The whole list of an app's certificates: those that aren't in it are gone. */
export const keyCredentials: Property<App> = {
  isValid: (value, app) => isListOf(isKeyCredential)(value) && value.every((key) => read(key, app)),
  write(app, keys: KeyCredential[]) {
    const certificates = keys.map((key) => read(key, app)).filter((certificate) => certificate !== undefined)
    app.certificates.splice(0, app.certificates.length, ...certificates)
  },
}

/** As Graph shows them: the certificate itself only where it is selected of a single app. */
export function keyCredentialsOf(app: App, { withKeys }: { withKeys: boolean }) {
  return app.certificates.map(({ keyId, displayName, certificate }) => ({
    customKeyIdentifier: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
    displayName: displayName ?? certificate.subject,
    startDateTime: certificate.validFromDate.toISOString(),
    endDateTime: certificate.validToDate.toISOString(),
    key: withKeys ? certificate.raw.toString('base64') : null,
    keyId,
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  }))
}

/** What an entry stands for: a certificate that the app has, or a new one. Undefined for neither. */
function read({ keyId, displayName, key }: KeyCredential, app: App): AppCertificate | undefined {
  const known = app.certificates.find((each) => each.keyId === keyId)
  const certificate = typeof key === 'string' ? parse(key) : known?.certificate
  if (!certificate) return undefined
  // Another certificate under the same ID is refused.
  if (known && !known.certificate.raw.equals(certificate.raw)) return undefined
  return { keyId: keyId ?? crypto.randomUUID(), displayName: displayName ?? null, certificate }
}

function parse(base64: string): X509Certificate | undefined {
  const bytes = Buffer.from(base64, 'base64')
  try {
    const certificate = new X509Certificate(bytes)
    // DER, which is the same bytes; not a PEM file in base64.
    return certificate.raw.equals(bytes) ? certificate : undefined
  } catch {
    return undefined
  }
}

/** Dates and the thumbprint come from the certificate, so whatever an entry says of them is left alone. */
function isKeyCredential(value: unknown): value is KeyCredential {
  return (
    isObject(value) &&
    value.type === 'AsymmetricX509Cert' &&
    value.usage === 'Verify' &&
    (value.keyId === undefined || isGuid(value.keyId)) &&
    (value.displayName === undefined || isTextOrNull(90)(value.displayName))
  )
}
