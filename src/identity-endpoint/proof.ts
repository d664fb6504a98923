import { createHmac, timingSafeEqual } from 'node:crypto'

/** Has what the answer must prove. */
export const NONCE_HEADER = 'x-nonce'

/** That whoever answers knows the secret, without telling it: another program may have the port by now. */
export function proofOf(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(nonce).digest('base64url')
}

export function isProof(proof: unknown, secret: string, nonce: string): boolean {
  const [given, wanted] = [String(proof), proofOf(secret, nonce)].map((text) => Buffer.from(text))
  return (
    given !== undefined &&
    wanted !== undefined &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  )
}
