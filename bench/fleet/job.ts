import { federated } from '../../src/credentials/federated.ts'
import { acquireToken } from '../../src/entra/acquire-token.ts'
import { Http } from '../../src/http/client.ts'
import { EarlyConnections } from '../../src/http/early-connections.ts'
import { InputReader } from '../../src/inputs/input-reader.ts'
import { Complaints } from '../../src/inputs/issues.ts'
import type { TokenRequest } from '../../src/request/read-request.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { MemoryHost } from '../../test/memory-host.ts'
import type { FleetPlace } from './protocol.ts'

/** The default of the input. */
const TIMEOUT = 60

/**
 * One job's way to its token, with a host, a way out and an MSAL client of its own: all that a process has, but for
 * the process. @throws {Failure}
 */
export async function runJob(place: FleetPlace, oidcToken: string): Promise<void> {
  const host = new MemoryHost({}, oidcToken)
  const reader = new InputReader(host, new Complaints())
  const credential = await federated.read(reader, { host, audience: publicCloud.federatedAudience })
  if (!credential) throw new Error('no credential')
  const request: TokenRequest = {
    tenantId: place.tenantId,
    clientId: place.clientId,
    cloud: publicCloud,
    authorityHost: place.loginOrigin,
    scopes: [`${publicCloud.apiUrl}/.default`],
    credentialName: federated.name,
    credentialReason: '',
    credential,
    verify: false,
    timeout: TIMEOUT,
    waitForPropagation: 0,
    exportAs: undefined,
  }
  const http = new Http({
    connections: new EarlyConnections(),
    timeout: TIMEOUT,
    info: (line) => host.info(line),
    debug: () => {},
  })
  const report = (name: string, value: string) => host.info(`${name} ${value}`)
  await acquireToken(request, { http, host, report })
}
