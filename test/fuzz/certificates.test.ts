import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { describe } from 'node:test'
import fc from 'fast-check'
import { CertificateProblem } from '../../src/credentials/certificate/problem.ts'
import { readCertificate } from '../../src/credentials/certificate/read-certificate.ts'
import { base64, pem, pfx, pkcs1, pkcs8 } from '../credentials/certificate-forms.ts'
import { hostileText, property } from './property.ts'

const PASSWORD = 'hunter2'
// 1 iteration: the reading is what is tried here, and not the time that a guess takes.
const blobs = [pem, pkcs1 + pem, pem.replaceAll('\n', '\\n'), pem.replaceAll('\n', ' '), base64(pem)]
const real: Buffer[] = [...blobs.map((text) => Buffer.from(text)), pfx({ password: PASSWORD })]

type Change = { at: number; bytes: Uint8Array; cut: number }

/** A real one with a few stretches of it replaced, doubled, or cut out. */
const mutated = fc
  .record({
    blob: fc.constantFrom(...real),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        bytes: fc.uint8Array({ maxLength: 6 }),
        cut: fc.nat(30),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ blob, changes }) => changes.reduce(change, blob))

function change(blob: Buffer, { at, bytes, cut }: Change): Buffer {
  const start = Math.floor(at * blob.length)
  return Buffer.concat([blob.subarray(0, start), bytes, blob.subarray(start + cut)])
}

async function holds(content: Buffer): Promise<void> {
  const masks: string[] = []
  try {
    const { privateKey, thumbprintSha256 } = await readCertificate(content, {
      password: PASSWORD,
      passwordInput: '',
      mask: (secret) => masks.push(secret),
    })
    assert.equal(createPrivateKey(privateKey).asymmetricKeyType, 'rsa')
    assert.match(thumbprintSha256, /^[0-9a-f]{64}$/)
    assert.ok(masks.includes(privateKey), 'a key that nobody hid')
  } catch (error) {
    assert.ok(error instanceof CertificateProblem, `not a problem in words: ${error}`)
    assert.ok(error.message.length < 2000)
    for (const line of pkcs8.split('\n').filter((each) => each.length > 20)) {
      assert.ok(!error.message.includes(line), 'a line of the key')
    }
  }
}

describe('any certificate', () => {
  property('is read, or refused in words: real ones, mutated', { values: mutated, runs: 1000, holds })
  property('is read, or refused in words: any text', {
    values: fc.oneof(
      hostileText(),
      hostileText().map((text) => `-----BEGIN PRIVATE KEY-----${text}`),
    ),
    runs: 1000,
    holds: (text) => holds(Buffer.from(text)),
  })
  property('is read, or refused in words: any bytes after the beginning of a PFX', {
    values: fc.uint8Array({ maxLength: 400 }),
    runs: 500,
    holds: (bytes) => holds(Buffer.concat([Buffer.from([0x30, 0x82]), bytes])),
  })
})
