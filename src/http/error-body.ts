import { asObject, parseObject, textField } from '../values/json.ts'

/** What a JSON error says of itself; empty lists for a body of another kind. */
interface ErrorWords {
  /** The innermost first. */
  codes: string[]
  /** Codes and messages, from the outside in. */
  all: string[]
}

const FIELDS = ['code', 'error', 'error_description', 'message']

/**
 * Reads the shapes in use: flat (IMDS, App Service, Power Platform API), within `error` (the older admin API), and with
 * an `innererror`.
 */
export function readErrorWords(body: string): ErrorWords {
  const outer = parseObject(body)
  const error = asObject(outer?.error) ?? outer
  const levels = [outer, error, asObject(error?.innererror)].map((level) => level ?? {})
  const all = levels.flatMap((level) => FIELDS.map((name) => textField(level, name)))
  const codes = levels.map((level) => textField(level, 'code')).reverse()
  return { all: distinct(all), codes: distinct(codes) }
}

function distinct(words: string[]): string[] {
  return [...new Set(words)].filter(Boolean)
}
