import { Agent } from 'node:https'
import type { Connections } from '../ports/connections.ts'

/** For a host that does nothing ahead of a request. */
export class PlainConnections implements Connections {
  readonly agent = new Agent()

  async open(): Promise<void> {}

  async idle(): Promise<void> {}
}
