/** UTC, for comparing logs, and local time if it differs. */
export function describeTime(time: Date): string {
  // "2026-11-22T21:49:05.000Z", and "Sun Nov 22 2026 22:49:05 GMT+0100 (…)"
  const [date, utc] = time.toISOString().split(/[T.]/)
  const local = time.getTimezoneOffset() === 0 ? '' : ` (${time.toString().split(' ').slice(4, 6).join(' ')})`
  return `${date} ${utc} UTC${local}`
}
