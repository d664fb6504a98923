import { HttpClient } from '../../http/client.ts'
import { EarlyConnections } from '../../http/early-connections.ts'
import type { Host } from '../../ports/host.ts'
import { Log } from '../../ports/log.ts'
import { systemAccessToken } from './connection.ts'
import { PipelineFailures } from './failures.ts'
import { PipelineInputs } from './inputs.ts'
import { ConnectionIdentity } from './job-identity.ts'
import { jobLog } from './job-log.ts'
import { PipelineSecrets } from './macro.ts'
import { PipelineOutputs } from './outputs.ts'
import { setSecret } from './secret-commands.ts'
import { connectionWords, pipelineWords } from './words.ts'

/** A task of a job of Azure Pipelines, and the HTTP client that goes with it. */
export async function azurePipelines(env: NodeJS.ProcessEnv): Promise<{ host: Host; http: HttpClient }> {
  const secrets = new PipelineSecrets(setSecret)
  const log = new Log(jobLog(env), secrets)
  const inputs = new PipelineInputs(env)
  const words = pipelineWords((name) => inputs.called(name))
  const http = new HttpClient({
    connections: new EarlyConnections(),
    words,
    debug: (line) => log.debug(line),
  })
  const host = {
    ...{ inputs, log, secrets, words, outputs: new PipelineOutputs() },
    identityProvider: new ConnectionIdentity({
      ...{ env, http, log, connection: inputs.connection, accessToken: systemAccessToken(env) },
      words: connectionWords(inputs.connection?.input),
    }),
    facts: { async showFacts() {} },
    failures: new PipelineFailures(inputs.connection),
    obstacles: () => inputs.obstacles,
  }
  for (const secret of inputs.secrets()) secrets.mask(secret)
  await inputs.load(http)
  return { host, http }
}
