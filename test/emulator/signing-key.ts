import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { createCertificate } from './certificates.ts'

/** A key that an issuer signs with, as its JWKS shows it. */
export interface SigningKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
  jwk: Record<string, unknown>
  sign(claims: JWTPayload, alg?: string): Promise<string>
}

/** Makes an RSA key whose `kid` is its certificate's SHA-1 thumbprint, as Entra's and GitHub's are. */
export async function createSigningKey(commonName: string): Promise<SigningKey> {
  const { certificatePem, privateKey } = await createCertificate({ commonName })
  const certificate = new X509Certificate(certificatePem)
  const kid = createHash('sha1').update(certificate.raw).digest('base64url')
  const { n, e } = certificate.publicKey.export({ format: 'jwk' })
  return {
    kid,
    privateKey,
    publicKey: certificate.publicKey,
    jwk: { kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, x5c: [certificate.raw.toString('base64')] },
    sign: (claims, alg = 'RS256') =>
      new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg, x5t: kid, kid }).sign(privateKey),
  }
}

const issuerKeys = new Map<string, Promise<SigningKey>>()

/** An issuer's key, made when first needed and once a process: RSA keys cost more than the rest of a start. */
export function issuerSigningKey(issuer: string): Promise<SigningKey> {
  const key = issuerKeys.get(issuer) ?? createSigningKey(issuer)
  issuerKeys.set(issuer, key)
  return key
}
