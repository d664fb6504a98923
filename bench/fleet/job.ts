import { federated } from '../../src/credentials/federated.ts'
import { acquireToken } from '../../src/entra/acquire-token.ts'
import type { TokenRequest } from '../../src/entra/token-request.ts'
import { InputReader } from '../../src/inputs/input-reader.ts'
import { InputIssues } from '../../src/inputs/issues.ts'
import { credentialInput } from '../../src/request/choose-credential.ts'
import { Retries } from '../../src/retry/retry.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { MemoryHost } from '../../test/memory-host.ts'
import type { FleetPlace } from './protocol.ts'

/** The default of the input, in seconds. */
const TIMEOUT = 60

/**
 * One job's way to its token, with a host, connections and an MSAL client of its own: all that a process has, but for
 * the process. @throws {Failure}
 */
export async function runJob(place: FleetPlace, oidcToken: string): Promise<void> {
  const host = new MemoryHost({}, oidcToken)
  const { secrets, words, log } = host
  const reader = new InputReader(host, new InputIssues())
  const credential = await federated.read(reader, {
    ...host,
    credentialInput,
    audience: publicCloud.federatedAudience,
  })
  if (!credential) throw new Error('no credential')
  const request: TokenRequest = {
    tenantId: place.tenantId,
    clientId: place.clientId,
    cloud: publicCloud,
    authorityHost: place.loginOrigin,
    scopes: [`${publicCloud.apiUrl}/.default`],
    credential: { ...federated, ...credential },
  }
  const info = (line: string) => log.info(line)
  const retries = new Retries({ timeout: TIMEOUT, waitForPropagation: 0, words, info })
  const report = (name: string, value: string) => log.info(`${name} ${value}`)
  await acquireToken(request, { http: host.http(), retries, secrets, words, report })
}
