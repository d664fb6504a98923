/**
 * What a request can meet while a new object spreads through the directory:
 * - `notFound`: 404 where it is addressed
 * - `notListed`: it is missing from a list
 * - `noBackingApplication`: 400 for the service principal of a new app
 * - `foreignApplication`: 403 for the same, in words that a missing role has too
 * - `unknownPrincipal`: 403 of Power Platform API for a role's principal
 * - `unknownApp`: AADSTS700016 where the app signs in
 * - `unknownCredential`: what Entra says of a wrong secret, or of a certificate or issuer that it doesn't know
 */
export type Delay =
  | 'notFound'
  | 'notListed'
  | 'noBackingApplication'
  | 'foreignApplication'
  | 'unknownPrincipal'
  | 'unknownApp'
  | 'unknownCredential'

/** Delays counted in requests, so that no test waits. */
export class Replication {
  /** How many requests meet each delay at every object made from now on. */
  delays: Partial<Record<Delay, number>> = {}
  readonly #left = new Map<string, Partial<Record<Delay, number>>>()

  /** Starts the delays of an object, if it is new. */
  begin(id: string): void {
    if (!this.#left.has(id)) this.#left.set(id, { ...this.delays })
  }

  /** Whether a request meets this delay at an object; each time that it does counts. */
  lags(id: string, delay: Delay): boolean {
    const left = this.#left.get(id)
    const count = left?.[delay] ?? 0
    if (left && count > 0) left[delay] = count - 1
    return count > 0
  }
}
