import { writeSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { ExitCode } from '../../../commands/exit-code.ts'
import { openEndpoint } from '../../../commands/open-endpoint.ts'
import { secretsOf } from '../../../entra/credential.ts'
import { Failure, unexpectedError } from '../../../failure/failure.ts'
import { presentFailure } from '../../../failure/presented-failure.ts'
import { HttpClient } from '../../../http/client.ts'
import { EarlyConnections } from '../../../http/early-connections.ts'
import { Log } from '../../../ports/log.ts'
import { maskInputs } from '../../../request/read-request.ts'
import { SecretRegistry } from '../../../secrets/registry.ts'
import { GitHubInputs } from '../inputs.ts'
import { JobIdentity } from '../job-identity.ts'
import { GitHubWords } from '../words.ts'
import { datedLog } from './dated-log.ts'
import { type Order, readOrder } from './order.ts'
import { processGone } from './process-gone.ts'

/** Where the step waits for a line that tells the address. */
const READY = 3
/** Milliseconds. No job lives longer on a hosted machine, and nobody needs it after that. */
const MAX_LIFE = 24 * 60 * 60_000

/** Serves tokens until the job's end asks it to stop, the runner is gone, or a day is over. */
export async function serveInBackground(): Promise<ExitCode> {
  const given = await text(process.stdin)
  // The step has failed, or was ended.
  if (given === '') return 0
  const order = wholeOrder(given)
  if (!order) return 1
  // A disk that is full for a moment must not end it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  // MSAL reads there who gives the machine's tokens.
  if (order.grant?.type === 'managed-identity') Object.assign(process.env, order.env)
  const { host, http } = backgroundHost(order.env)
  for (const secret of [order.secret, order.first.value, ...(order.grant ? secretsOf(order.grant) : [])])
    host.secrets.hide(secret)
  try {
    const endpoint = await openEndpoint(host, http, await readOrder(order, host))
    writeSync(READY, `${JSON.stringify({ address: endpoint.address })}\n`)
    const ended = await Promise.race([
      endpoint.asked.then(() => 'The job has ended.'),
      processGone(order.runner).then(() => 'The process that ran the job is gone.'),
      after(MAX_LIFE).then(() => 'Stopped after 24 hours, its limit.'),
    ])
    host.log.info(ended)
    endpoint.close()
    return 0
  } catch (error) {
    const failure = error instanceof Failure ? error : unexpectedError(error)
    const { parts, text } = presentFailure(failure, host)
    host.log.warning(`${parts.title}\n${text}`)
    return 1
  }
}

/** Undefined if it was cut off: what JavaScript says of such a text shows it. */
function wholeOrder(text: string): Order | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The job's words and its right to OIDC tokens, and a log of its own. */
function backgroundHost(env: Record<string, string>) {
  const secrets = new SecretRegistry()
  const log = new Log(
    datedLog({ isVerbose: env.RUNNER_DEBUG === '1', write: (line) => process.stdout.write(line) }),
    secrets,
  )
  const words = new GitHubWords(env)
  const http = new HttpClient({
    connections: new EarlyConnections(),
    words,
    debug: (line) => log.debug(line),
  })
  const host = {
    ...{ inputs: new GitHubInputs(env, []), log, secrets, words },
    identityProvider: new JobIdentity({ env, http }),
    outputs: { handOver() {} },
    facts: { async showFacts() {} },
    failures: { async showFailure() {} },
    obstacles: () => [],
  }
  maskInputs(host)
  return { host, http }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
