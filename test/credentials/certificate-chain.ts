import '../emulator/reflect-metadata.ts'
import { createPrivateKey, type KeyObject, webcrypto, X509Certificate } from 'node:crypto'
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509'

/** An app's certificate with those that vouch for it, and its key. */
export interface CertificateChain {
  key: KeyObject
  leaf: X509Certificate
  intermediate: X509Certificate
  root: X509Certificate
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
}
const { subtle } = webcrypto

/** Makes a certificate with a fresh RSA key, issued by an intermediate CA. */
export async function createCertificateChain(): Promise<CertificateChain> {
  const [rootKeys, intermediateKeys, keys] = await Promise.all([
    subtle.generateKey(ecdsa, true, ['sign', 'verify']),
    subtle.generateKey(ecdsa, true, ['sign', 'verify']),
    subtle.generateKey(rsa, true, ['sign', 'verify']),
  ])
  const extensions = [new BasicConstraintsExtension(true, undefined, true)]
  const root = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Root CA',
    keys: rootKeys,
    signingAlgorithm: ecdsa,
    extensions,
  })
  const intermediate = await X509CertificateGenerator.create({
    subject: 'CN=Issuing CA',
    issuer: root.subject,
    publicKey: intermediateKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: ecdsa,
    extensions,
  })
  const leaf = await X509CertificateGenerator.create({
    subject: 'CN=pipeline.contoso.com',
    issuer: intermediate.subject,
    publicKey: keys.publicKey,
    signingKey: intermediateKeys.privateKey,
    signingAlgorithm: ecdsa,
  })
  const pkcs8 = Buffer.from(await subtle.exportKey('pkcs8', keys.privateKey))
  return {
    key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    leaf: new X509Certificate(leaf.toString('pem')),
    intermediate: new X509Certificate(intermediate.toString('pem')),
    root: new X509Certificate(root.toString('pem')),
  }
}
