import type { Retry } from '../failure/failure.ts'

/**
 * Milliseconds between tries that nobody waits for, by why the last one failed: what passes is tried again soon, and what
 * somebody must mend first, in the end every five minutes. Clients ask on each of their calls, so they can't set the pace.
 */
const HOLDS = {
  transient: { first: 2_000, longest: 60_000 },
  renewal: { first: 2_000, longest: 60_000 },
  propagation: { first: 5_000, longest: 300_000 },
  final: { first: 30_000, longest: 300_000 },
}

/** Milliseconds. Whoever asks for a longer wait, such as a proxy that is wrong, doesn't end a resource for the job. */
const MAX_ASKED = 600_000

/**
 * How long an acquisition that failed is not made again, whoever asks.
 * @param retry undefined for what no waiting heals
 * @param failures in a row, this one included
 * @returns milliseconds
 */
export function holdAfter(retry: Retry | undefined, failures: number): number {
  const { kind = 'final', after = 0 } = retry ?? {}
  const { first, longest } = HOLDS[kind]
  const hold = Math.min(longest, first * 2 ** (failures - 1))
  // Jitter, so that many of these don't come again together.
  return Math.max(Math.min(after, MAX_ASKED), hold * (0.75 + Math.random() / 4))
}
