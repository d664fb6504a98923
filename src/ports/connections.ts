import type { Agent } from 'node:https'

/** The connections that requests go through; what is done ahead of a request hides behind this. */
export interface Connections {
  /** For requests that no proxy forwards. */
  readonly agent: Agent
  /** Told of a host that a request will go to. Never rejects. @returns once other work no longer delays the handshake */
  open(url: URL): Promise<void>
  /** Settles when there is time for work that would delay a handshake, such as to load a module. */
  idle(): Promise<void>
}
