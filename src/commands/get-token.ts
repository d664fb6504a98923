import { acquireToken } from '../entra/acquire-token.ts'
import type { HttpClient } from '../http/client.ts'
import type { Host } from '../ports/host.ts'
import { listEnvironments } from '../power-platform/environments.ts'
import { readRequest } from '../request/read-request.ts'
import { Retries } from '../retry/retry.ts'
import type { ExitCode } from './exit-code.ts'
import { Facts } from './facts.ts'
import { handOver } from './hand-over.ts'
import { nothingVisible } from './nothing-visible.ts'
import { tell } from './tell.ts'

/**
 * Reads what is asked for, obtains a token, hands it over, verifies it, and sums up.
 * @returns 0 once the token has been handed over, and found good where that was asked for
 */
export function getToken(host: Host, http: HttpClient): Promise<ExitCode> {
  const { log, secrets, words } = host
  return tell(host, async () => {
    const request = await readRequest(host)
    const facts = new Facts(log, secrets)
    const retries = new Retries({ ...request, words, info: (line) => log.info(line) })
    const context = { retries, http, secrets, words, report: facts.report }

    facts.ofRequest(request)
    const token = await acquireToken(request, context)
    handOver(host, request, token)
    facts.ofPerson(token, request)
    facts.ofToken(token, request)

    if (request.verify) {
      const environments = await retries.run(() => listEnvironments(token, request, context))
      facts.ofEnvironments(environments)
      facts.warn(nothingVisible(environments, request, words))
    }
    await host.facts.showFacts(facts.all, facts.warning)
  })
}
