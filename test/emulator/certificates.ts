import './reflect-metadata.ts'
import { createHash, createPrivateKey, type KeyObject, webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

export interface CertificateOptions {
  commonName?: string
  notBefore?: Date
  notAfter?: Date
  /** Entra takes RSA only; `ec` makes the certificate that it refuses. */
  keyType?: 'rsa' | 'ec'
  bits?: number
}

export interface Certificate {
  certificatePem: string
  /** PKCS#8, unencrypted. */
  privateKeyPem: string
  privateKey: KeyObject
  /** Upper-case hexadecimal, as MSAL takes it. */
  thumbprintSha256: string
}

export interface TlsIdentity {
  caPem: string
  keyPem: string
  certificatePem: string
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000

/** Makes a self-signed certificate with a fresh key, as `az ad app credential reset --create-cert` does. */
export async function createCertificate(options: CertificateOptions = {}): Promise<Certificate> {
  const keys = options.keyType === 'ec' ? await ecKeys() : await rsaKeys(options.bits ?? 2048)
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: options.commonName === '' ? '' : `CN=${options.commonName ?? 'power-platform-token test'}`,
    notBefore: options.notBefore ?? new Date(Date.now() - day),
    notAfter: options.notAfter ?? new Date(Date.now() + 365 * day),
    keys,
  })
  const privateKeyPem = await toPem(keys.privateKey)
  return {
    certificatePem: pem(certificate.toString('pem')),
    privateKeyPem,
    privateKey: createPrivateKey(privateKeyPem),
    thumbprintSha256: createHash('sha256')
      .update(new Uint8Array(certificate.rawData))
      .digest('hex')
      .toUpperCase(),
  }
}

/** Makes a CA and one server certificate for all the names. ECDSA, because RSA keys cost a start 100 ms each. */
export async function createTlsIdentity(dnsNames: string[]): Promise<TlsIdentity> {
  const [caKeys, leafKeys] = await Promise.all([ecKeys(), ecKeys()])
  const lifetime = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) }
  const ca = await X509CertificateGenerator.createSelfSigned({
    // A name of its own, so that the CAs of two emulators aren't taken for one.
    name: `CN=Emulator CA ${crypto.randomUUID()}`,
    ...lifetime,
    keys: caKeys,
    signingAlgorithm: ecdsa,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
  const leaf = await X509CertificateGenerator.create({
    subject: 'CN=Emulator',
    issuer: ca.subject,
    ...lifetime,
    publicKey: leafKeys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: ecdsa,
    extensions: [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new SubjectAlternativeNameExtension([
        ...['localhost', ...dnsNames].map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  })
  return {
    caPem: pem(ca.toString('pem')),
    keyPem: await toPem(leafKeys.privateKey),
    certificatePem: pem(leaf.toString('pem')),
  }
}

async function rsaKeys(modulusLength: number): Promise<webcrypto.CryptoKeyPair> {
  const publicExponent = new Uint8Array([1, 0, 1])
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent, hash: 'SHA-256' }
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function ecKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])
}

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
}

function pem(text: string): string {
  return `${text.trimEnd()}\n`
}
