import { asObject, parseObject, textField } from '../values/json.ts'

/** What a JSON error says of itself; empty lists for a body of another kind. */
interface ErrorWords {
  /** The innermost first. */
  codes: string[]
  /** Codes and messages, from the outside in. */
  all: string[]
}

const FIELDS = ['code', 'error', 'error_description', 'message', 'Message']

/**
 * Reads the shapes in use: flat (IMDS, App Service, Power Platform API, Azure DevOps), within `error` (the older admin
 * API), with an `innererror`, and as the `value` of a list (Azure DevOps, for what its clients didn't ask for).
 */
export function readErrorWords(body: string): ErrorWords {
  const outer = parseObject(body)
  const error = asObject(outer?.error) ?? outer
  const value = outer?.value
  const listed = typeof value === 'string' ? { message: value } : asObject(value)
  const levels = [outer, error, asObject(error?.innererror), listed].map((level) => level ?? {})
  const all = levels.flatMap((level) => FIELDS.map((name) => textField(level, name)))
  const codes = levels.map((level) => textField(level, 'code')).reverse()
  return { all: distinct(all), codes: distinct(codes) }
}

function distinct(words: string[]): string[] {
  return [...new Set(words)].filter(Boolean)
}
