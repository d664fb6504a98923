import type { Claims } from '../values/jwt.ts'

/** What Entra compares of a token with a federated credential. */
export const PARTS = ['issuer', 'subject', 'audience'] as const
type Part = (typeof PARTS)[number]

/** The parts of a token as they are shown; empty where it has none. */
export type PresentedParts = Readonly<Record<Part, string>>

/**
 * One thing that explains why a token does not match, found by looking at the token alone: Entra does not say
 * what it expected.
 */
export interface MismatchHint {
  part: Part
  /** What the part must look like; its groups are handed to `say`. */
  pattern: RegExp
  say(groups: Record<string, string>, presented: PresentedParts, claims: Claims): string | undefined
}

/** More tokens than the one that was presented. */
interface WiderTrust {
  /** As in "Or trust …". */
  whom: string
  /** A condition on claims; Microsoft has the language on its page about flexible federated credentials. */
  expression: string
  /** A subject to make the credential's name of. */
  subject: string
}

/** What a host knows of the OIDC tokens that its system issues. */
export interface IssuedTokens {
  /** As in "GitHub's". */
  readonly issuer: string
  /** In words. */
  readonly lifetime: string
  /** Claims of a token with words in capitals, for pages and explanations; without the audience, which is a cloud's. */
  readonly example?: Claims
  /** What a credential must name as audience, whatever the token has: missing where Entra compares the token's own. */
  readonly trustedAudience?: string
  /** The audience of a token that was asked for without one. */
  readonly defaultAudience: RegExp
  /** What commonly differs from the credential that people made. */
  readonly hints: readonly MismatchHint[]
  /** A subject without what all have in common, to make a credential's name of. */
  shorten(subject: string): string
  /** Which others can be trusted with it; undefined if none can. Nothing in it may end a quoted text. */
  widen(claims: Claims): WiderTrust | undefined
}
