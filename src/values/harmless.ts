import { printable } from './printable.ts'

declare const harmless: unique symbol

/**
 * Text that may be shown: it holds no secret, and no control or invisible character but the ends of its lines. What a host
 * takes for a command of its own (`::error::`, `##vso[`) is that host's to escape.
 */
export type Harmless = string & { readonly [harmless]: true }

/** The only way to harmless text. */
export function makeHarmless(text: string, redact: (text: string) => string): Harmless {
  const lines = redact(text).split('\n').map(printable)
  return lines.join('\n') as Harmless
}

/** The beginning of it. @see cut */
export function cutHarmless(text: Harmless, limit: number): Harmless {
  return text.length > limit ? (`${text.slice(0, limit)}… (${text.length} characters)` as Harmless) : text
}
