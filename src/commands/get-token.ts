import { acquireToken } from '../entra/acquire-token.ts'
import { Failure, unexpectedError } from '../failure/failure.ts'
import { presentFailure } from '../failure/presented-failure.ts'
import type { HttpClient } from '../http/client.ts'
import type { Host } from '../ports/host.ts'
import { listEnvironments } from '../power-platform/environments.ts'
import { maskInputs, readRequest } from '../request/read-request.ts'
import { Retries } from '../retry/retry.ts'
import { Facts } from './facts.ts'
import { handOver } from './hand-over.ts'
import { nothingVisible } from './nothing-visible.ts'

/**
 * The whole program: hide, read, obtain, hand over, verify, sum up, or explain.
 * @returns the exit code: 0 once the token has been handed over, and found good where that was asked for
 */
export async function getToken(host: Host, http: HttpClient): Promise<0 | 1> {
  const { log, secrets, words } = host
  maskInputs(host)
  try {
    const request = await readRequest(host)
    const facts = new Facts(log, secrets)
    const retries = new Retries({ ...request, words, info: (line) => log.info(line) })
    const context = { retries, http, secrets, words, report: facts.report }

    facts.ofRequest(request)
    const token = await acquireToken(request, context)
    handOver(host, request, token)
    facts.ofToken(token)

    if (request.verify) {
      const environments = await retries.run(() => listEnvironments(token, request, context))
      facts.ofEnvironments(environments)
      facts.warn(nothingVisible(environments, request, words))
    }
    await host.facts.showFacts(facts.all, facts.warning)
    return 0
  } catch (error) {
    const failure = error instanceof Failure ? error : unexpectedError(error)
    await host.failures.showFailure(presentFailure(failure, host))
    return 1
  }
}
