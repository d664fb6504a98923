import type { EntraErrorCode } from './entra-errors.ts'
import type { Service } from './hosts.ts'
import type { RecordedRequest } from './request.ts'

/** What goes wrong instead of an answer. It acts before the request is looked at: no token is minted. */
export type Fault =
  | CannedAnswer
  | EntraErrorFault
  /** 429, with a Retry-After if given. */
  | { throttle: { retryAfter?: string } }
  /** The connection stays open, and nothing more comes. */
  | { hang: 'before-headers' | 'in-body' }
  /** The connection is cut. */
  | { reset: 'before' | 'in-body' }
  /** A whole answer, one byte every so many milliseconds. */
  | { trickle: number; body?: unknown }
  | { redirect: string; status?: number }
  /** So many milliseconds late, and then the real answer. */
  | { delay: number }

/**
 * An answer by someone in between, for example a gateway. Status 200 and an empty body if not given; a function makes
 * the body of the request, such as an echo.
 */
export interface CannedAnswer {
  status?: number
  headers?: Record<string, string>
  body?: unknown | ((request: RecordedRequest) => unknown)
}

/** Any of Entra's errors; placeholders of its text are further members, and default to the request's own. */
export interface EntraErrorFault {
  entraError: EntraErrorCode
  status?: number
  headers?: Record<string, string>
  [placeholder: string]: unknown
}

/** The faults that wait for a request. */
export class Faults {
  readonly #queued: Record<Service, Fault[]> = { login: [], oidc: [], api: [], devops: [], graph: [] }
  readonly #standing = new Map<Service, Fault | (() => Fault | undefined)>()

  /** The next request, or requests, of a service meet these, one each. */
  next(service: Service, faults: Fault | Fault[]): void {
    this.#queued[service].push(...[faults].flat())
  }

  /** Every request of a service meets this one, or what the function gives for it, once those queued are gone. */
  always(service: Service, fault: Fault | (() => Fault | undefined)): void {
    this.#standing.set(service, fault)
  }

  clear(): void {
    for (const queue of Object.values(this.#queued)) queue.length = 0
    this.#standing.clear()
  }

  /** How many queued faults no request has met yet. */
  get pending(): number {
    return Object.values(this.#queued).reduce((sum, queue) => sum + queue.length, 0)
  }

  /** Takes the fault for a request that has just come. */
  take(service: Service): Fault | undefined {
    const standing = this.#standing.get(service)
    return this.#queued[service].shift() ?? (typeof standing === 'function' ? standing() : standing)
  }
}
