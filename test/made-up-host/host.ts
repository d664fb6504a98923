import { HttpClient } from '../../src/http/client.ts'
import { PlainConnections } from '../../src/http/plain-connections.ts'
import type { Host } from '../../src/ports/host.ts'
import { Log } from '../../src/ports/log.ts'
import { SecretRegistry } from '../../src/secrets/registry.ts'
import type { Harmless } from '../../src/values/harmless.ts'
import { madeUpWords as words } from './words.ts'

/** A CI system that nobody has: inputs in `LOOM_…`, commands as `@@loom:…`, and results as lines of its log. */
export function loom(env: NodeJS.ProcessEnv): { host: Host; http: HttpClient } {
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  const variableOf = (name: string) => `LOOM_${name.toUpperCase().replaceAll('-', '_')}`
  const secrets = new SecretRegistry((form) => say(`@@loom:hide ${form}`))
  const log = new Log(
    {
      info: (text) => say(escapeCommands(text)),
      warning: (text) => say(`WARNING ${escapeCommands(text)}`),
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
          .filter((name) => name.startsWith('LOOM_') && env[name]?.trim())
          .map((name) => name.slice('LOOM_'.length).toLowerCase().replaceAll('_', '-')),
      secrets: () => [],
    },
    outputs: {
      handOver: (outputs) => {
        for (const [name, value] of Object.entries(outputs)) say(`@@loom:result ${name} ${value}`)
      },
    },
    identityProvider: {
      obstacle: () => (env.LOOM_PASS ? undefined : 'This loom has no pass; order one in its recipe.'),
      token: async () => env.LOOM_PASS ?? '',
    },
    facts: { showFacts: async (facts) => say(`@@loom:facts ${facts.length}`) },
    failures: {
      showFailure: async ({ parts, text }) =>
        say(escapeCommands(`FAILED ${parts.title}\n${text}` as Harmless)),
    },
    obstacles: () => [],
  }
  return { host, http }
}

function escapeCommands(text: Harmless): string {
  return text.replaceAll('@@loom:', '@\\u0040loom:')
}
