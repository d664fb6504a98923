import { parseObject } from './json.ts'

export type Claims = Record<string, unknown>

/**
 * The claims of a JWT (RFC 7519), unverified: Entra gave the token over TLS, and nothing is
 * allowed because of a claim. Empty for anything that isn't one, since Microsoft
 * tells clients to treat access tokens as opaque
 * (https://learn.microsoft.com/entra/identity-platform/access-tokens).
 */
export function readClaims(jwt: string): Claims {
  return parseObject(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) ?? {}
}
