import type { Pace } from '../failure/failure.ts'
import type { HttpResponse } from './message.ts'

export function paceOf(response: HttpResponse): Pace {
  return { after: retryAfter(response), throttled: response.status === 429 }
}

/** The one form of a date that servers may still send (RFC 9110, 5.6.7). */
const HTTP_DATE = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/

/**
 * `Retry-After` in milliseconds (RFC 9110, 10.2.3): seconds or a date. A date is taken against the server's own clock.
 * Undefined if it is missing or makes no sense.
 */
export function retryAfter({ headers }: HttpResponse): number | undefined {
  const value = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  if (!HTTP_DATE.test(value)) return undefined
  const date = Date.parse(value)
  const now = Date.parse(headers.date ?? '')
  return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(now) ? Date.now() : now))
}
