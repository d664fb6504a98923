import type { HttpResponse } from './message.ts'

/** Seconds: a clock that is set by NTP is off by less. */
export const MIN_SKEW = 30

/** Whole seconds that the other side's clock is ahead of this one's (`Date`: RFC 9110, 6.6.1). */
export function clockSkew(response: HttpResponse | undefined): number | undefined {
  const date = Date.parse(response?.headers.date ?? '')
  return Number.isNaN(date) ? undefined : Math.round((date - Date.now()) / 1000)
}

/** A sentence on this machine's clock. */
export function describeSkew(seconds: number | undefined): string {
  if (seconds === undefined) return "Whether this machine's clock is right can't be told."
  if (Math.abs(seconds) <= MIN_SKEW)
    return `This machine's clock agrees with Entra's within ${MIN_SKEW} seconds.`
  return `This machine's clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'behind' : 'ahead of'} Entra's.`
}
