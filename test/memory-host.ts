import type { PresentedFailure } from '../src/failure/presented-failure.ts'
import { HttpClient } from '../src/http/client.ts'
import { PlainConnections } from '../src/http/plain-connections.ts'
import type { Host, Obstacle } from '../src/ports/host.ts'
import type { Input } from '../src/ports/inputs.ts'
import { Log } from '../src/ports/log.ts'
import type { TokenOutputs } from '../src/ports/outputs.ts'
import type { Words } from '../src/ports/words.ts'
import { SecretRegistry } from '../src/secrets/registry.ts'

/** Words of no system in particular. */
export const plainWords: Words = {
  input: (name) => name,
  setting: (name, value) => `${name}: ${value}`,
  emptySecret: () => 'came empty.',
  missing: (name) => `Give ${name}.`,
  given: 'given',
  noCredential: 'No credential',
  hasJobTokens: true,
  federated: 'credential: federated',
  renewed: "the job's own token",
  storeSecret: (input, source = 'ask') => ({ command: `${source} | store ${input}`, how: 'as it is' }),
  ownMachine: 'a machine of your own',
  hostedMachines: 'Rented machines',
  jobLimit: undefined,
  documentation: () => undefined,
  issuedTokens: async () => undefined,
}

/** A host that is nothing but memory: for tests within this process, some of which take thousands of runs. */
export class MemoryHost implements Host {
  readonly lines: string[] = []
  /** What later steps would get. */
  handedOver: TokenOutputs | undefined
  /** What the user would see of a failure. */
  failure: PresentedFailure | undefined
  readonly secrets = new SecretRegistry()
  readonly words: Words = plainWords
  readonly log = new Log(
    {
      info: (text) => this.lines.push(text),
      warning: (text) => this.lines.push(text),
    },
    this.secrets,
  )
  readonly inputs: Host['inputs']
  readonly identityProvider: Host['identityProvider']
  readonly outputs = {
    handOver: (outputs: TokenOutputs) => {
      this.handedOver = outputs
    },
  }
  readonly facts = { showFacts: async () => {} }
  readonly failures = {
    showFailure: async (failure: PresentedFailure) => {
      this.failure = failure
    },
  }

  constructor(inputs: Record<string, string>, oidcToken = '', own: readonly Input[] = []) {
    this.inputs = {
      own,
      read: (name) => inputs[name] ?? '',
      given: () => Object.keys(inputs).filter((name) => inputs[name]?.trim()),
      secrets: () => [],
    }
    this.identityProvider = {
      obstacle: () => (oidcToken === '' ? 'no OIDC token here' : undefined),
      token: async () => oidcToken,
    }
  }

  obstacles(): readonly Obstacle[] {
    return []
  }

  /** Goes to the network as any other. */
  http(): HttpClient {
    return new HttpClient({ connections: new PlainConnections(), words: this.words, debug: () => {} })
  }
}
