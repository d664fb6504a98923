import * as core from '@actions/core'
import { HttpClient } from '../../http/client.ts'
import { InputReader } from '../../inputs/input-reader.ts'
import { InputIssues } from '../../inputs/issues.ts'
import type { Connections } from '../../ports/connections.ts'
import type { Host } from '../../ports/host.ts'
import type { Input } from '../../ports/inputs.ts'
import { Log } from '../../ports/log.ts'
import { SecretRegistry } from '../../secrets/registry.ts'
import { GitHubInputs } from './inputs.ts'
import { JobIdentity } from './job-identity.ts'
import { jobLog } from './job-log.ts'
import { GitHubOutputs } from './outputs.ts'
import { ownInputs, readOwnInputs } from './own-inputs.ts'
import { RunPage } from './run-page.ts'
import { GitHubWords } from './words.ts'

interface GitHub {
  host: Host
  http: HttpClient
  outputs: GitHubOutputs
}

/**
 * A step of a GitHub Actions job, and the HTTP client that goes with it.
 * @param own what this step can be asked for in addition to the inputs of a request
 */
export function gitHub(
  env: NodeJS.ProcessEnv,
  connections: Connections,
  own: readonly Input[] = ownInputs,
): GitHub {
  const secrets = new SecretRegistry(core.setSecret)
  const log = new Log(jobLog(env), secrets)
  const words = new GitHubWords(env)
  const http = new HttpClient({ connections, words, debug: (line) => log.debug(line) })
  const inputs = new GitHubInputs(env, own)
  const issues = new InputIssues()
  const { summary, exportAs } = readOwnInputs(new InputReader({ inputs, log, secrets, words }, issues))
  const page = new RunPage({ env, summary, log })
  const outputs = new GitHubOutputs({ env, exportAs })
  const host = {
    ...{ inputs, log, secrets, words, outputs },
    identityProvider: new JobIdentity({ env, http }),
    facts: page,
    failures: page,
    obstacles: () => [...issues.all, ...outputs.obstacles()],
  }
  return { host, http, outputs }
}
