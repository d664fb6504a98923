import type { Machine } from '../machine.ts'

/** Clients that ask for a token which is there already. */
export interface LoadRow {
  name: string
  /** Milliseconds until an answer. */
  median: number
  /** Of a hundred, one takes longer. */
  p99: number
  /** Answers of all clients together. */
  perSecond: number
  /** Of `perSecond`, to that of the bare server. */
  toBare: number
}

/** Something of which only the time is told. */
export interface TimeRow {
  name: string
  min: number
  median: number
  /** `service METHOD status`. */
  requests: readonly string[]
}

/** All that one run measured of the identity endpoint. */
export interface EndpointResults {
  machine: Machine
  rounds: number
  load: LoadRow[]
  times: TimeRow[]
  /** KiB that are resident. */
  memory: { name: string; idle: number; afterLoad: number }[]
  /** For all that asked at once for one cold resource: how many, and their requests to the login host. */
  crowd: { clients: number; requests: number }
  /** Why a row is missing. */
  notes: string[]
}
