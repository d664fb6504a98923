import { fateOf, MINUTE, spellAt } from './weather.ts'

/** When something was asked for, by both clocks. */
export interface Ask {
  resource: number
  /** Monotonic milliseconds. */
  now: number
  /** Unix milliseconds by the machine's clock. */
  wall: number
}

/** Milliseconds that a token must have left to be given. */
export const MIN_LEFT = 5 * MINUTE
/** Milliseconds between tries while Entra has a fault, and while somebody must mend something first. */
const PACE = { fault: MINUTE, busy: MINUTE, refused: 5 * MINUTE }

/**
 * The fewest requests to Entra that could have answered these asks, by somebody who knows the future, and so asks for a
 * token at the last moment: when somebody wants one, and the last has less than five minutes left. To know when it ends, there
 * are the same two clocks as for the program, of which the earlier counts: when one jumps, nobody can tell a clock that
 * was set from a machine that slept. The nth request for a resource meets the same fate as the program's nth: a token that
 * lives as long, or a stray fault, after which another follows.
 *
 * While the OIDC issuer is down, nothing reaches Entra. While Entra itself is down or refuses, nobody knows when that ends
 * without asking: so each minute, or after a refusal every five, in which somebody wants a token and there is none counts
 * as a request.
 */
export function leastRequests(asks: readonly Ask[]): number {
  return [...Map.groupBy(asks, ({ resource }) => resource).values()].reduce(
    (sum, each) => sum + leastOf(each),
    0,
  )
}

function leastOf(asks: readonly Ask[]): number {
  let [requests, made] = [0, 0]
  let held = { now: 0, wall: 0 }
  let lastTry = Number.NEGATIVE_INFINITY
  for (const { resource, now, wall } of asks) {
    if (Math.min(held.now - now, held.wall - wall) >= MIN_LEFT) continue
    const { kind } = spellAt(now, resource) ?? {}
    if (kind === 'oidc') continue
    if (kind) {
      if (now - lastTry < PACE[kind]) continue
      lastTry = now
      requests += 1
      continue
    }
    for (let isStray = true; isStray; made += 1) {
      const { life, stray } = fateOf(resource, made)
      isStray = stray !== undefined
      requests += 1
      held = { now: now + life, wall: wall + life }
    }
  }
  return requests
}
