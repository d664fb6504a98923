import type { InputReader } from './input-reader.ts'
import { quoted } from './quoted.ts'

/** Seconds; a token step that waits longer than an hour has another problem. */
const LONGEST = 3600

const SPAN = /^(\d{1,5}(?:\.\d{1,2})?) {0,3}(ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)?$/i

export interface SecondsOptions {
  least: number
  otherwise: number
}

/** Whole seconds; `otherwise` when nothing came, and after a complaint. */
export function readSeconds(reader: InputReader, name: string, { least, otherwise }: SecondsOptions): number {
  const text = reader.text(name) || String(otherwise)
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (seconds >= least && seconds <= LONGEST) return seconds
  const span = SPAN.exec(text)
  const unit = (span?.[2] ?? 's').toLowerCase()
  const factor = unit === 'ms' ? 0.001 : unit.startsWith('m') ? 60 : unit.startsWith('h') ? 3600 : 1
  const near = span && Math.min(LONGEST, Math.max(least, Math.round(Number(span[1]) * factor)))
  // More digits without a unit may be a PIN.
  const isTime = span?.[2] !== undefined || text.length <= 4
  reader.complain(
    name,
    `came ${quoted(text, { fits: /\d/, ...(isTime && { harmless: SPAN }) })}; allowed are whole seconds from ${least} to ${LONGEST}.${near ? ` Did you mean "${near}"?` : ''}`,
  )
  return otherwise
}
