import type { KeyObject, X509Certificate } from 'node:crypto'

/** What a PEM or a PFX holds, in no particular order. */
export interface Parts {
  keys: KeyObject[]
  certificates: X509Certificate[]
}

/** Of PBKDF2 for one file: half a second, by SHA-512 1.5 seconds. Files have 2,000 to 600,000. */
export const MAX_ROUNDS = 1_500_000

/** Rounds of key derivation that one file may still ask for: it names its own number, and nothing interrupts them. */
export interface Rounds {
  left: number
}

/** What opening them needs. */
export interface Opening {
  /** Empty if there is none. */
  password: string
  /** What the user calls the input that it came in. */
  passwordInput: string
  /** Told of every private key and of whatever it was wrapped in, before anything else is done with it. */
  mask(secret: string): void
}

/** The same for one file. */
export interface FileOpening extends Opening {
  rounds: Rounds
}
