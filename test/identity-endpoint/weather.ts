export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** What is down for a while: GitHub's OIDC issuer, Entra with 503, Entra with 429, or one resource that is refused. */
export interface Spell {
  kind: 'oidc' | 'fault' | 'busy' | 'refused'
  /** Milliseconds since the beginning. */
  from: number
  to: number
  /** Of what is refused. */
  resource?: number
}

const spell = (kind: Spell['kind'], hour: number, length: number, resource?: number): Spell => ({
  kind,
  from: hour * HOUR,
  to: hour * HOUR + length,
  ...(resource !== undefined && { resource }),
})

/** What a day has in store. */
export const spells: readonly Spell[] = [
  spell('oidc', 1.2, 20 * MINUTE),
  spell('oidc', 9.4, 20 * MINUTE),
  spell('oidc', 16.7, 20 * MINUTE),
  spell('oidc', 21.2, 20 * MINUTE),
  spell('fault', 1.7, 3 * MINUTE),
  spell('fault', 12.3, 3 * MINUTE),
  spell('fault', 19.5, 3 * MINUTE),
  spell('busy', 7.7, 2 * MINUTE),
  spell('busy', 14.1, 2 * MINUTE),
  spell('refused', 0.5, HOUR, 2),
  spell('refused', 17.3, HOUR, 5),
]

/** What happens to the machine's clock: it is set, or stands still while the machine sleeps. */
export const jumps: readonly { at: number; set?: number; sleep?: number }[] = [
  { at: 5.3 * HOUR, set: 2 * HOUR },
  { at: 10.6 * HOUR, set: -2 * HOUR },
  { at: 13.2 * HOUR, set: -2 * HOUR },
  { at: 18.4 * HOUR, set: 2 * HOUR },
  { at: 22.2 * HOUR, sleep: 40 * MINUTE },
]

/** What keeps a resource from a token at a time. */
export function spellAt(time: number, resource: number): Spell | undefined {
  return spells.find(
    (each) => time >= each.from && time < each.to && (each.resource ?? resource) === resource,
  )
}

/** What becomes of a request to Entra in good weather. */
export interface Fate {
  /** Milliseconds that the token lives. */
  life: number
  /** Instead of a token: one in fifty. */
  stray?: 'fault' | 'busy'
}

/** Of the nth request for a resource, whoever makes it, so that others may be compared with the program. */
export function fateOf(resource: number, nth: number): Fate {
  // A hash that spreads neighbours (MurmurHash3's finalizer).
  let hash = Math.imul(resource + 1, 0x9e3779b1) ^ Math.imul(nth + 1, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash = (hash ^ (hash >>> 16)) >>> 0
  const life = 60 * MINUTE + (hash % 1801) * SECOND
  const stray = (hash >>> 12) % 50
  return { life, ...(nth > 0 && stray === 0 && { stray: hash % 2 === 0 ? 'fault' : 'busy' }) }
}
