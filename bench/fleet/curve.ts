import type { Arrival } from './protocol.ts'

/** What came in one second. */
export interface Second {
  requests: number
  /** Of jobs that asked before. */
  retries: number
  granted: number
}

/** Second by second, from the first request on. */
export function countPerSecond(arrivals: Arrival[]): Second[] {
  const last = Math.max(-1, ...arrivals.map(({ at }) => Math.floor(at / 1000)))
  return Array.from({ length: last + 1 }, (_, second) => {
    const here = arrivals.filter(({ at }) => Math.floor(at / 1000) === second)
    return {
      requests: here.length,
      retries: here.filter(({ first }) => !first).length,
      granted: here.filter(({ granted }) => granted).length,
    }
  })
}

/** The same as a table, with a bar for the requests. */
export function drawCurve(seconds: Second[]): string {
  const rows = seconds.map(({ requests, retries, granted }, second) => {
    const numbers = [second + 1, requests, retries, granted].map((number) => String(number).padStart(8))
    return `${numbers.join('')}  ${'█'.repeat(Math.round(requests / 5))}`
  })
  return ['  second requests retries granted', ...rows].join('\n')
}
