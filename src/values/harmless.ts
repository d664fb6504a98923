import { printable } from './printable.ts'

declare const harmless: unique symbol

/**
 * Text that may be shown: it holds no secret, and no control or invisible character but the ends of its lines. What a host
 * takes for a command of its own (`::error::`, `##vso[`) is that host's to escape. Only this file makes it.
 */
export type Harmless = string & { readonly [harmless]: true }

/** Of any text. */
export function makeHarmless(text: string, redact: (text: string) => string): Harmless {
  const lines = redact(text).split('\n').map(printable)
  return lines.join('\n') as Harmless
}

/** A template of this program's own words, filled with harmless text alone. */
export function harmlessWords(words: TemplateStringsArray, ...texts: readonly Harmless[]): Harmless {
  return String.raw({ raw: words }, ...texts) as Harmless
}

/** Those that are there, a line each. */
export function joinHarmless(...texts: readonly (Harmless | '' | undefined)[]): Harmless {
  return texts.filter(Boolean).join('\n') as Harmless
}

/** Each line changed. */
export function mapLines(text: Harmless, change: (line: Harmless) => Harmless): Harmless {
  return joinLines(text.split('\n').map((line) => change(line as Harmless)))
}

function joinLines(lines: readonly Harmless[]): Harmless {
  return lines.join('\n') as Harmless
}

/** The beginning of it. @see cut */
export function cutHarmless(text: Harmless, limit: number): Harmless {
  return text.length > limit ? (`${text.slice(0, limit)}… (${text.length} characters)` as Harmless) : text
}
