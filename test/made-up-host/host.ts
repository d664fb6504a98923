import { HttpClient } from '../../src/http/client.ts'
import { PlainConnections } from '../../src/http/connections.ts'
import type { Host } from '../../src/ports/host.ts'
import { Log } from '../../src/ports/log.ts'
import { SecretRegistry } from '../../src/secrets/registry.ts'
import type { Harmless } from '../../src/values/harmless.ts'
import { words } from './words.ts'

/** A CI system that nobody has: inputs in `NIMBUS_…`, commands as `@@nimbus:…`, and results as lines of its log. */
export function nimbus(env: NodeJS.ProcessEnv): { host: Host; http: HttpClient } {
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  const variableOf = (name: string) => `NIMBUS_${name.toUpperCase().replaceAll('-', '_')}`
  const secrets = new SecretRegistry((form) => say(`@@nimbus:hide ${form}`))
  const log = new Log(
    {
      info: (text) => say(escapeCommands(text)),
      warning: (text) => say(`WARNING ${escapeCommands(text)}`),
      debug: undefined,
    },
    secrets,
  )
  const http = new HttpClient({
    connections: new PlainConnections(),
    words,
    debug: (line) => log.debug(line),
  })
  const host: Host = {
    ...{ log, secrets, words },
    inputs: {
      read: (name) => env[variableOf(name)] ?? '',
      given: () =>
        Object.keys(env)
          .filter((name) => name.startsWith('NIMBUS_') && env[name]?.trim())
          .map((name) => name.slice('NIMBUS_'.length).toLowerCase().replaceAll('_', '-')),
      secrets: () => [],
    },
    outputs: {
      handOver: (outputs) => {
        for (const [name, value] of Object.entries(outputs)) say(`@@nimbus:result ${name} ${value}`)
      },
    },
    identityProvider: {
      obstacle: () => (env.CLOUDLET_PASS ? undefined : 'This cloudlet has no pass; order one in its recipe.'),
      token: async () => env.CLOUDLET_PASS ?? '',
    },
    facts: { showFacts: async (facts) => say(`@@nimbus:facts ${facts.length}`) },
    failures: {
      showFailure: async ({ parts, text }) =>
        say(escapeCommands(`FAILED ${parts.title}\n${text}` as Harmless)),
    },
    obstacles: () => [],
  }
  return { host, http }
}

function escapeCommands(text: Harmless): string {
  return text.replaceAll('@@nimbus:', '@\\u0040nimbus:')
}
