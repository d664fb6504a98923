import type { HttpResponse } from '../http/message.ts'
import { parseObject, textField } from '../values/json.ts'
import { printable } from '../values/printable.ts'
import { BY_BROWSER } from './msal/refused-by-page.ts'

/** An error answer of Entra's token endpoint (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
interface TokenErrorResponse {
  /** OAuth's error value (RFC 6749, 5.2). */
  error: string
  /** AADSTS numbers, the decisive one first. */
  codes: number[]
  /** What Entra said, and the identifiers that support asks for: lines that are fit to be printed. */
  lines: string[]
}

/**
 * Reads Entra's error envelope; undefined if the body is none. Decide by `error` and `codes`, never by the words.
 */
export function readErrorResponse({ body, status }: HttpResponse): TokenErrorResponse | undefined {
  const object = parseObject(body)
  const error = object && textField(object, 'error')
  if (!object || !error) return undefined
  const description = textField(object, 'error_description')
  const listed = Array.isArray(object.error_codes)
    ? object.error_codes.filter((code) => Number.isSafeInteger(code) && code > 0)
    : []
  const named = /^AADSTS(\d{1,15})\b/.exec(description)?.[1]
  // Where the two differ, people look up what the words say.
  const codes = [...new Set([...(named ? [Number(named)] : []), ...listed])]
  const identifiers = [
    ['Error codes', codes.length > 1 ? codes.join(', ') : ''],
    ['Trace ID', identifier(textField(object, 'trace_id'))],
    ['Correlation ID', identifier(textField(object, 'correlation_id'))],
    ['Timestamp', identifier(textField(object, 'timestamp'))],
  ].filter(([, value]) => value)
  return {
    error,
    codes,
    lines: [
      (textField(object, 'trace_id') ? withoutIdentifiers(description) : description) || identifier(error),
      `${status === BY_BROWSER ? 'In the browser' : `HTTP ${status}`}, error ${identifier(error)}`,
      ...identifiers.map(([name, value]) => `${name}: ${value}`),
    ].map(printable),
  }
}

/** Error values, IDs and times are short and plain; what comes in their place is anything. */
function identifier(text: string): string {
  return /^[\w:. +-]{0,64}$/.test(text) ? text : `(${text.length} characters)`
}

/** Entra appends to its words what the envelope has in fields of their own, too. */
function withoutIdentifiers(description: string): string {
  return description.split('Trace ID: ', 1)[0]?.trimEnd() ?? ''
}
