import { quoted } from './complaints.ts'
import type { InputReader } from './reader.ts'

/** Seconds; a token step that waits longer than an hour has another problem. */
const LONGEST_TIMEOUT = 3600

/** Whole seconds for everything together. */
export function readTimeout(reader: InputReader): number {
  const text = reader.text('timeout') || '60'
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (seconds >= 1 && seconds <= LONGEST_TIMEOUT) return seconds
  const span = /^(\d+(?:\.\d+)?)\s*(ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?)?$/i.exec(text)
  const unit = (span?.[2] ?? 's').toLowerCase()
  const factor = unit === 'ms' ? 0.001 : unit.startsWith('m') ? 60 : unit.startsWith('h') ? 3600 : 1
  const near = span && Math.min(LONGEST_TIMEOUT, Math.max(1, Math.round(Number(span[1]) * factor)))
  reader.complain(
    'timeout',
    `came ${quoted(text)}; allowed are whole seconds from 1 to ${LONGEST_TIMEOUT}.${near ? ` Did you mean "${near}"?` : ''}`,
  )
  return 60
}
