import type { KeyObject, X509Certificate } from 'node:crypto'

/** What a PEM or a PFX holds, in no particular order. */
export interface Parts {
  keys: KeyObject[]
  certificates: X509Certificate[]
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
