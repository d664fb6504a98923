import { Failure } from '../failure.ts'
import type { HttpResponse } from '../http.ts'
import { parseObject, textField } from '../json.ts'
import { printable } from '../printable.ts'
import { fallbackAdvice, type Presented, remedyFor } from './remedies.ts'

/** An error answer of Entra's token endpoint (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
export class EntraError extends Failure {
  override readonly name = 'EntraError'
  /** AADSTS numbers, the decisive one first. */
  readonly codes: readonly number[]
  /** Whether one of the codes is known here. */
  readonly hasRemedy: boolean

  constructor(answer: EntraAnswer, presented: Presented, tried: string) {
    const { codes, description, error } = answer
    const number = codes[0] === undefined ? error : `AADSTS${codes[0]}`
    const remedy = remedyFor(codes) ?? fallbackAdvice(codes, error)
    super({
      // A server's own words never stand in a title: the runner doesn't mask titles.
      title: `${number}: ${remedy.title ?? 'Entra refused the request'}`,
      tried,
      answer: [printable(description || error), ...answer.identifiers].join('\n'),
      why: remedy.why,
      fixes: remedy.fixes(presented),
    })
    this.codes = codes
    this.hasRemedy = remedyFor(codes) !== undefined
  }
}

interface EntraAnswer {
  /** OAuth's error value (RFC 6749, 5.2). */
  error: string
  /** Without the identifiers that Entra appends to it. */
  description: string
  codes: number[]
  /** Lines that support asks for. */
  identifiers: string[]
}

/**
 * Reads Entra's error envelope; undefined if the body is none. Decide by `error` and `codes`, never by the words.
 */
export function readEntraAnswer({ body, status }: HttpResponse): EntraAnswer | undefined {
  const object = parseObject(body)
  const error = object && textField(object, 'error')
  if (!object || !error) return undefined
  const description = textField(object, 'error_description')
  const codes = Array.isArray(object.error_codes) ? object.error_codes.filter(Number.isSafeInteger) : []
  const named = /^AADSTS(\d+)/.exec(description)?.[1]
  const identifiers = [
    ['Trace ID', textField(object, 'trace_id')],
    ['Correlation ID', textField(object, 'correlation_id')],
    ['Timestamp', textField(object, 'timestamp')],
  ].filter(([, value]) => value)
  return {
    error: printable(error),
    description: description.replace(/\s*Trace ID: .*$/s, ''),
    codes: codes.length === 0 && named ? [Number(named)] : codes,
    identifiers: [
      `HTTP ${status}, error ${printable(error)}`,
      ...identifiers.map(([name, value]) => `${name}: ${printable(value)}`),
    ],
  }
}
