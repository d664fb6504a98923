import { randomBytes } from 'node:crypto'
import type { App } from './app.ts'
import type { User } from './user.ts'

interface RefreshToken {
  app: App
  user: User
  isRevoked: boolean
}

/** The refresh tokens of a tenant, each of which stands for a sign-in (RFC 6749 section 6). */
export class RefreshTokens {
  readonly #tokens = new Map<string, RefreshToken>()

  create(app: App, user: User): string {
    const token = `1.${randomBytes(600).toString('base64url')}`
    this.#tokens.set(token, { app, user, isRevoked: false })
    return token
  }

  find(token: string): RefreshToken | undefined {
    return this.#tokens.get(token)
  }

  /** Does what an administrator does who ends a user's sessions. */
  revoke(user: User): void {
    for (const token of this.#tokens.values()) if (token.user === user) token.isRevoked = true
  }
}
