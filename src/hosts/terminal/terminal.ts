import { HttpClient } from '../../http/client.ts'
import type { Connections } from '../../ports/connections.ts'
import type { Host } from '../../ports/host.ts'
import { Log } from '../../ports/log.ts'
import type { TokenOutputs } from '../../ports/outputs.ts'
import { SecretRegistry } from '../../secrets/registry.ts'
import { isAzurePipelines } from '../azure-pipelines/job.ts'
import { PipelineSecrets } from '../azure-pipelines/macro.ts'
import type { CommandName } from './commands.ts'
import { TerminalFailures } from './failures.ts'
import { JobToken } from './identity.ts'
import { TerminalInputs, type TerminalInputsOptions } from './inputs.ts'
import { TerminalPerson } from './person.ts'
import { standardError } from './standard-error.ts'
import { terminalWords } from './words.ts'

interface TerminalOptions extends TerminalInputsOptions {
  command: CommandName
}

/** A shell, of a person or of any CI system, and the HTTP client that goes with it. */
export class Terminal {
  readonly host: Host
  readonly http: HttpClient
  /** The environment variables that hold a secret of this program's. */
  readonly secretVariables: () => readonly string[]
  /** What was handed over: to be printed, once all has succeeded. */
  result: TokenOutputs | undefined

  /** @param prefix of each line of the log */
  constructor(given: TerminalOptions, connections: Connections, prefix?: () => string) {
    const { env, options, command } = given
    const inputs = new TerminalInputs(given)
    const words = terminalWords(inputs, env)
    const secrets = isAzurePipelines(env) ? new PipelineSecrets() : new SecretRegistry()
    const log = new Log(standardError({ isVerbose: options.verbose !== undefined, prefix }), secrets)
    this.http = new HttpClient({
      connections,
      words,
      debug: (line) => log.debug(line),
    })
    this.secretVariables = () => inputs.secretVariables()
    const identityProvider = new JobToken({
      ...{ env, options, log, command, http: this.http, connection: inputs.serviceConnection },
      emptyVariables: inputs.empty.map((name) => inputs.called(name)),
      secretVariables: this.secretVariables,
    })
    this.host = {
      ...{ log, secrets, words, inputs, identityProvider },
      person: new TerminalPerson({ env, log, secretVariables: () => inputs.secretVariables() }),
      outputs: {
        handOver: (outputs) => {
          this.result = outputs
        },
      },
      facts: { showFacts: async () => {} },
      failures: new TerminalFailures({ isColoured: Boolean(process.stderr.isTTY && !env.NO_COLOR) }),
      obstacles: () => [...inputs.obstacles(), ...identityProvider.obstacles()],
    }
  }
}
