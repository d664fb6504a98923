import { monotonic } from '../values/monotonic.ts'
import { type ServedNow, type ServedToken, TokenSource } from './token-source.ts'

/** Seconds. Azure's SDKs wait so long three times and more, the one for Java fifteen times. */
const MAX_RETRY_AFTER = 5

/** What was served for a resource. */
export interface Tally {
  resource: string
  /** Tokens that were handed out. */
  answers: number
  /** Requests for tokens, that for the first and other tries included. */
  requests: number
  /** Times that somebody was told why there is none. */
  refusals: number
  /** Milliseconds that somebody waited, at the longest. */
  longestWait: number
}

/** A line for each resource that somebody asked for. */
export function describeServed(tallies: readonly Tally[]): string[] {
  const asked = tallies.filter(({ answers, refusals }) => answers + refusals > 0)
  return asked.length > 0 ? asked.map(describeTally) : ['The identity endpoint served no tokens.']
}

function describeTally({ resource, answers, requests, refusals, longestWait }: Tally): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`
  const wait = `the longest wait was ${(longestWait / 1000).toFixed(1)} s`
  return `${resource}: ${count(answers, 'token')} handed out, ${count(requests, 'request')} to Entra, ${count(refusals, 'refusal')}; ${wait}`
}

/** How a new token is got. */
export interface AcquireOptions {
  /** Is told of each request. */
  requested(): void
  /** @see TokenSource */
  isOneTry: boolean
}

interface ServedResourceOptions {
  /** As the user calls it. */
  name: string
  /** What clients call it, to be compared. */
  names: readonly string[]
  /** Gets a new token. @throws {TokenRefused} */
  acquire(how: AcquireOptions): Promise<ServedToken>
  /** One that is there already. */
  first?: ServedToken | undefined
}

/** A resource that tokens may be asked for. */
export class ServedResource {
  readonly name: string
  readonly names: readonly string[]
  readonly tally: Tally
  readonly #source: TokenSource

  constructor({ name, names, acquire, first }: ServedResourceOptions) {
    this.name = name
    this.names = names
    this.tally = { resource: name, answers: 0, requests: first ? 1 : 0, refusals: 0, longestWait: 0 }
    const requested = () => {
      this.tally.requests += 1
    }
    this.#source = new TokenSource((isOneTry) => acquire({ requested, isOneTry }), first)
  }

  /** @throws {TokenRefused} */
  async token(): Promise<ServedNow> {
    const { tally } = this
    const asked = monotonic()
    try {
      const now = await this.#source.token()
      tally.answers += 1
      return now
    } catch (error) {
      tally.refusals += 1
      throw error
    } finally {
      tally.longestWait = Math.max(tally.longestWait, monotonic() - asked)
    }
  }

  /** Whole seconds after which to ask again. */
  get retryAfter(): number {
    return Math.min(MAX_RETRY_AFTER, Math.max(1, Math.ceil(this.#source.heldOff / 1000)))
  }

  /** Renews nothing any more. */
  stop(): void {
    this.#source.stop()
  }
}
