import { randomBytes } from 'node:crypto'
import type { App } from './app.ts'
import type { User } from './user.ts'

export interface AuthorizationCode {
  code: string
  app: App
  user: User
  scope: string
  redirectUri: string
  /** S256 of the verifier that must come with the code (RFC 7636). */
  challenge: string
  used: boolean
}

/** The codes that sign-in pages of a tenant have given out. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, AuthorizationCode>()

  create(granted: Omit<AuthorizationCode, 'code' | 'used'>): AuthorizationCode {
    const code = { ...granted, code: `1.${randomBytes(300).toString('base64url')}`, used: false }
    this.#codes.set(code.code, code)
    return code
  }

  find(code: string): AuthorizationCode | undefined {
    return this.#codes.get(code)
  }
}
