/** From the fleet to its emulator. */
export type Order =
  | { do: 'limit'; limit: Limit | undefined }
  | { do: 'mint'; count: number }
  | { do: 'arrivals' }

/** How many token requests of any second are answered; the rest get 429. */
export interface Limit {
  perSecond: number
  /** Of the 429. */
  retryAfter?: string
}

/** A token request, as the emulator saw it come. */
export interface Arrival {
  /** Milliseconds after the first. */
  at: number
  /** Whether its job asks for the first time. */
  first: boolean
  granted: boolean
}

/** What the jobs need to know of the emulator. */
export interface FleetPlace {
  caPath: string
  loginOrigin: string
  tenantId: string
  clientId: string
}

/** Jobs for a process to run: one for each OIDC token. */
export interface Wave extends FleetPlace {
  tokens: string[]
  /** OIDC tokens of the jobs before, which aren't counted. */
  warmUp: string[]
  /** Milliseconds within which they start. */
  within: number
}

/** What came of them. */
export interface WaveResult {
  tokens: number
  failures: string[]
  /** Milliseconds from the first job's start to the last job's end. */
  milliseconds: number
  /** The longest that one job took. */
  longest: number
  /** Milliseconds that the processor worked for this process. */
  cpu: number
  /** Bytes that the process had at its peak more than before. */
  peakMemory: number
  /** Bytes of the heap that stayed taken when all was over. */
  retained: number
}
