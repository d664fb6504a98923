import { acquireToken } from '../entra/acquire-token.ts'
import type { HttpClient } from '../http/client.ts'
import type { Host } from '../ports/host.ts'
import { listEnvironments } from '../power-platform/environments.ts'
import { readRequest } from '../request/read-request.ts'
import { newAcquisition } from './acquisition.ts'
import type { ExitCode } from './exit-code.ts'
import { handOver } from './hand-over.ts'
import { nothingVisible } from './nothing-visible.ts'
import { tell } from './tell.ts'

/**
 * Reads what is asked for, obtains a token, hands it over, verifies it, and sums up.
 * @returns 0 once the token has been handed over, and found good where that was asked for
 */
export function getToken(host: Host, http: HttpClient): Promise<ExitCode> {
  return tell(host, async () => {
    const request = await readRequest(host)
    const context = newAcquisition(host, http, request)
    const { facts, retries } = context

    facts.ofRequest(request)
    const token = await acquireToken(request, context)
    handOver(host, request, token)
    facts.ofPerson(token, request)
    facts.ofToken(token, request)

    if (request.verify) {
      const environments = await retries.run(() => listEnvironments(token, request, context))
      facts.ofEnvironments(environments)
      facts.warn(nothingVisible(environments, request, host.words))
    }
    await host.facts.showFacts(facts.all, facts.warning)
  })
}
