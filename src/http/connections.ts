import { Agent } from 'node:https'

/** The connections that requests go through; what is done ahead of a request hides behind this. */
export interface Connections {
  /** For requests that no proxy forwards. */
  readonly agent: Agent
  /** Told of a host that a request will go to. @returns once work of one's own no longer holds up its connection */
  open(url: URL): Promise<void>
  /** Settles when there is time for work that would hold up a handshake, such as to load a module. */
  idle(): Promise<void>
}

/** Nothing ahead of a request. */
export class PlainConnections implements Connections {
  readonly agent = new Agent()

  async open(): Promise<void> {}

  async idle(): Promise<void> {}
}
