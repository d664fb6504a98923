import type { Known, Step } from '../../plan/step.ts'
import type { Trust } from '../federated-credential.ts'

/** Whose jobs are trusted, and what must be looked up to say so. */
export interface Trusts {
  /** What is given, and what is put together of it and of what is looked up. */
  given: Known
  derived: Known
  /** Taken before the credentials are made. */
  lookUps: readonly Step[]
  trusts: readonly Trust[]
}

/** Characters; Entra's limit for the name of a federated credential. */
const MAX_NAME = 120

/**
 * A name for a federated credential, by which people know whom it is for: letters, digits and hyphens. One that had to be
 * cut, or lost characters that another has, ends in a number of its own.
 * https://learn.microsoft.com/graph/api/resources/federatedidentitycredential
 */
export function credentialName(words: readonly string[]): string {
  const whole = words.join('-')
  const plain = whole.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')
  const isSame = words.every((word) => /^[A-Za-z0-9-]*$/.test(word)) && plain.length <= MAX_NAME
  if (isSame && plain.length >= 3) return plain
  return `${plain.slice(0, MAX_NAME - 9)}-${hash(whole)}`.replace('--', '-').replace(/^-/, '')
}

/** FNV-1a, 32 bits: no secret is in it, and the page that shows plans has no other at hand. */
function hash(text: string): string {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0
  return value.toString(16).padStart(8, '0')
}
