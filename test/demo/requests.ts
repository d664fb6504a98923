import type { RecordedRequest } from '../emulator/request.ts'

/** Prints how a run ended, and what it asked for. */
export function printEnd(end: {
  outcome: string
  durationMs: number
  recorded: readonly RecordedRequest[]
}): void {
  const { outcome, durationMs, recorded } = end
  const requests = recorded.length > 0 ? 'with these requests:' : 'without a request.'
  console.log(`\n${outcome} after ${Math.round(durationMs)} ms, ${requests}`)
  for (const { method, host, path, status } of recorded)
    console.log(`  ${status} ${method} https://${host}${path}`)
}
