import { acquireToken } from '../entra/acquire-token.ts'
import { Failure, unforeseen } from '../failure/failure.ts'
import { summariseFacts, summariseFailure } from '../failure/summary.ts'
import { Http } from '../http/client.ts'
import type { EarlyConnections } from '../http/early-connections.ts'
import type { Host } from '../ports/host.ts'
import { listEnvironments } from '../power-platform/environments.ts'
import { maskInputs, readInputs, readSummaryMode } from '../request/read-request.ts'
import { Propagation } from '../retry/propagation.ts'
import { cut } from '../values/printable.ts'
import { nothingVisible, reportEnvironments, reportRequest, reportToken } from './facts.ts'
import { handOver } from './hand-over.ts'

/** Characters: ten names of environments, or an OIDC token's issuer, subject and audience. */
const MAX_FACT = 1900

/**
 * The whole program: read, obtain, hand over, verify, summarise, or explain.
 * @returns the exit code: 0 once the token has been handed over, and found good where that was asked for
 */
export async function run(host: Host, connections: EarlyConnections): Promise<0 | 1> {
  maskInputs(host)
  const summary = readSummaryMode(host)
  const facts = new Map<string, string>()
  let doubt = ''
  const report = (name: string, value: string) => {
    const text = cut(host.redact(value), MAX_FACT)
    if (facts.get(name) !== text) host.info(`${name} ${text}`)
    facts.set(name, text)
  }
  try {
    const request = await readInputs(host)
    using http = new Http({ connections, timeout: request.timeout, info: host.info, debug: host.debug })
    const propagation = new Propagation({ seconds: request.waitForPropagation, http, info: host.info })
    const acquiring = propagation.retry(() => acquireToken(request, { http, host, report }))
    // Said while the names of the hosts are looked up.
    reportRequest(report, request)
    const token = await acquiring
    handOver(host, request, token)
    reportToken(report, token)
    if (request.verify) {
      const environments = await propagation.retry(() => listEnvironments(token, request, { http, host }))
      reportEnvironments(report, environments)
      doubt = host.redact(nothingVisible(environments, request) ?? '')
      if (doubt) host.warning(doubt)
    }
    if (summary === 'always') await host.summary(summariseFacts([...facts], doubt))
    return 0
  } catch (error) {
    const failure = (error instanceof Failure ? error : unforeseen(error)).presented(host)
    host.fail(failure)
    if (summary !== 'never') await host.summary(summariseFailure(failure))
    return 1
  }
}
