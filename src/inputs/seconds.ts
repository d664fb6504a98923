import type { Input } from '../ports/inputs.ts'
import type { InputReader } from './input-reader.ts'
import { quoted } from './quoted.ts'

/** Whoever waits longer than an hour for a token has another problem. */
export const MAX_SECONDS = 3600

const SPAN = /^(\d{1,5}(?:\.\d{1,2})?) {0,3}(ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)?$/i

/** Whole seconds; those of the default after a complaint. */
export function readSeconds(
  reader: InputReader,
  input: Input & { default: string },
  { min }: { min: number },
): number {
  const text = reader.text(input)
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (seconds >= min && seconds <= MAX_SECONDS) return seconds
  const span = SPAN.exec(text)
  const unit = (span?.[2] ?? 's').toLowerCase()
  const factor = unit === 'ms' ? 0.001 : unit.startsWith('m') ? 60 : unit.startsWith('h') ? 3600 : 1
  const near = span && Math.min(MAX_SECONDS, Math.max(min, Math.round(Number(span[1]) * factor)))
  // More digits without a unit may be a PIN.
  const isTime = span?.[2] !== undefined || text.length <= 4
  reader.complain(
    input,
    `came ${quoted(text, { fits: /\d/, ...(isTime && { harmless: SPAN }) })}; allowed are whole seconds from ${min} to ${MAX_SECONDS}.${near ? ` Did you mean "${near}"?` : ''}`,
  )
  return Number(input.default)
}
