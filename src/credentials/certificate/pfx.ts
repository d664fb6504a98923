import { pbkdf2Sync } from 'node:crypto'
import forge from 'node-forge/lib/forge.js'
import 'node-forge/lib/pkcs12.js'
import 'node-forge/lib/sha512.js'
import { type FileOpening, MAX_ROUNDS, type Rounds } from './parts.ts'

/** What opens it. */
type Key = Pick<FileOpening, 'password' | 'rounds'>

/** What a PFX (PKCS#12, RFC 7292) holds, each as DER, in no particular order. */
interface PfxContents {
  /** PKCS#8. */
  keys: Buffer[]
  certificates: Buffer[]
}

/** A certificate, its key and its chain are four or five. */
const MAX_BAGS = 100

export class WrongPassword extends Error {}

/** An encryption that is not read here. */
export class UnknownEncryption extends Error {}

/** Of one file; see MAX_ROUNDS. */
export class TooManyRounds extends Error {}

/** A round of the derivation of PKCS#12 takes so many times as long as one of PBKDF2: it is in JavaScript. */
const PKCS12_ROUND = 10
/** What may be spent by the call that runs: node-forge hands nothing on to the functions below. */
let current: Rounds | undefined

function spend(rounds: number): void {
  if (!current) return
  current.left -= rounds
  if (!(current.left >= 0)) throw new TooManyRounds()
}

/** Runs what can't be interrupted, and so runs alone, within the rounds of one file. */
function within<T>(rounds: Rounds, run: () => T): T {
  current = rounds
  try {
    return run()
  } finally {
    current = undefined
  }
}

// Unread, the bags keep their ASN.1: node-forge knows RSA alone, and would write certificates anew, in other bytes.
forge.pki.certificateFromAsn1 = forge.pki.privateKeyFromAsn1 = () => {
  throw new Error('left as ASN.1')
}

// node-forge's own takes a character for a byte, where OpenSSL and Windows take UTF-8; it is also far slower.
Object.assign(forge.pkcs5, {
  pbkdf2: (password = '', salt: string, rounds: number, length: number, md: forge.md.MessageDigest) => {
    spend(rounds)
    return pbkdf2Sync(password, Buffer.from(salt, 'latin1'), rounds, length, md.algorithm).toString('latin1')
  },
})

// PKCS#12's own, for the encryption and for the integrity check (RFC 7292, appendix B).
const { generateKey } = forge.pkcs12
const withinRounds: typeof generateKey = (password, salt, id, rounds, length, md) => {
  spend(rounds * PKCS12_ROUND)
  return generateKey(password, salt, id, rounds, length, md)
}
Object.assign(forge.pkcs12, { generateKey: withinRounds })
Object.assign((forge.pki as unknown as { pbe: object }).pbe, { generatePkcs12Key: withinRounds })

/**
 * Reads a PFX with modern (AES) or legacy (3DES, RC2) encryption; Node itself can't take the key out of one.
 * @param password if empty, both forms of none are tried: an empty string, and no string
 * @throws {WrongPassword} if it doesn't open the PFX
 * @throws {TooManyRounds} if it would take too long
 * @throws {Error} if it is no PFX
 */
export function readPfx(der: Buffer, { password, rounds }: Key): PfxContents {
  const asn1 = forge.asn1.fromDer(der.toString('latin1'))
  const passwords = password === '' ? ['', undefined] : [password]
  const bags = within(rounds, () => open(asn1, passwords)).flatMap(({ safeBags }) => safeBags)
  const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids
  if (bags.length > MAX_BAGS) throw new Error(`${bags.length} bags`)
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
      if (error instanceof TooManyRounds) throw error
      failure = error
    }
  }
  // node-forge's words for a failed integrity check and for a failed decryption.
  throw /MAC could not be verified|decrypt/i.test(String(failure)) ? new WrongPassword() : failure
}

/**
 * Decrypts an encrypted private key (PKCS#8, RFC 5958).
 * @returns PKCS#8
 * @throws {TooManyRounds} if it would take too long
 * @throws {WrongPassword} if it doesn't open the key
 * @throws {UnknownEncryption} for what only OpenSSL may know, and in time
 * @throws {Error} if it is none
 */
export function decryptKey(der: Buffer, { password, rounds }: Key): Buffer {
  const asn1 = forge.asn1.fromDer(der.toString('latin1'))
  // Spent beforehand: what node-forge doesn't know is left to OpenSSL, which counts nothing.
  within(rounds, () => spendRounds((asn1.value as forge.asn1.Asn1[])[0]))
  let key: forge.asn1.Asn1 | null
  try {
    key = within({ left: MAX_ROUNDS }, () => forge.pki.decryptPrivateKeyInfo(asn1, password))
  } catch (error) {
    if (error instanceof TooManyRounds) throw error
    // node-forge names the algorithm that it does not know; anything else is what a wrong password makes of the key.
    throw (error as { oid?: string }).oid === undefined ? new WrongPassword() : new UnknownEncryption()
  }
  if (!key) throw new WrongPassword()
  return toDer(key)
}

function spendRounds(algorithm: forge.asn1.Asn1 | undefined): void {
  const { numbers, isScrypt } = readParameters(algorithm)
  // N, r and p of scrypt (RFC 7914, 7): together so many blocks, each of which takes as long as three rounds.
  spend(isScrypt ? numbers.slice(0, 3).reduce((product, each) => product * each, 3) : Math.max(0, ...numbers))
}

const SCRYPT = '1.3.6.1.4.1.11591.4.11'

/** The integers of an AlgorithmIdentifier (RFC 8018, appendix A), in their order. */
function readParameters(algorithm: forge.asn1.Asn1 | undefined): { numbers: number[]; isScrypt: boolean } {
  const { Type } = forge.asn1
  const nodes = algorithm ? flatten(algorithm) : []
  const values = (type: forge.asn1.Type) =>
    nodes
      .filter((node) => node.type === type && typeof node.value === 'string')
      .map((node) => node.value as string)
  return {
    numbers: values(Type.INTEGER).map((bytes) =>
      Number(`0x0${Buffer.from(bytes, 'latin1').toString('hex')}`),
    ),
    isScrypt: values(Type.OID).some(
      (bytes) => forge.asn1.derToOid(forge.util.createBuffer(bytes)) === SCRYPT,
    ),
  }
}

function flatten(node: forge.asn1.Asn1): forge.asn1.Asn1[] {
  return Array.isArray(node.value) ? node.value.flatMap(flatten) : [node]
}

function toDer(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}
