import { pbkdf2Sync } from 'node:crypto'
import forge from 'node-forge/lib/forge.js'
import 'node-forge/lib/pkcs12.js'
import 'node-forge/lib/sha512.js'

/** What a PFX (PKCS#12, RFC 7292) holds, each as DER, in no particular order. */
export interface PfxContents {
  /** PKCS#8. */
  keys: Buffer[]
  certificates: Buffer[]
}

export class WrongPassword extends Error {}

// Unread, the bags keep their ASN.1: node-forge knows RSA alone, and would write certificates anew, in other bytes.
forge.pki.certificateFromAsn1 = forge.pki.privateKeyFromAsn1 = () => {
  throw new Error('left as ASN.1')
}

// node-forge's own takes a character for a byte, where OpenSSL and Windows take UTF-8; it is also far slower.
Object.assign(forge.pkcs5, {
  pbkdf2: (password = '', salt: string, rounds: number, length: number, md: forge.md.MessageDigest) =>
    pbkdf2Sync(password, Buffer.from(salt, 'latin1'), rounds, length, md.algorithm).toString('latin1'),
})

/**
 * Reads a PFX with modern (AES) or legacy (3DES, RC2) encryption; Node itself can't take the key out of one.
 * @param password if empty, both forms of none are tried: an empty string, and no string
 * @throws {WrongPassword} if it doesn't open the PFX
 * @throws {Error} if it is no PFX
 */
export function readPfx(der: Buffer, password: string): PfxContents {
  const asn1 = forge.asn1.fromDer(der.toString('latin1'))
  const bags = open(asn1, password === '' ? ['', undefined] : [password]).flatMap(({ safeBags }) => safeBags)
  const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids
  const contents = (...types: (string | undefined)[]) =>
    bags.filter(({ type }) => types.includes(type)).map((bag) => toDer(bag.asn1))
  return { keys: contents(keyBag, pkcs8ShroudedKeyBag), certificates: contents(certBag) }
}

function open(asn1: forge.asn1.Asn1, passwords: (string | undefined)[]) {
  let failure: unknown
  for (const password of passwords) {
    try {
      return forge.pkcs12.pkcs12FromAsn1(asn1, false, password).safeContents
    } catch (error) {
      failure = error
    }
  }
  // node-forge's words for a failed integrity check and for a failed decryption.
  throw /MAC could not be verified|decrypt/i.test(String(failure)) ? new WrongPassword() : failure
}

function toDer(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}
