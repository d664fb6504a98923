import { type BearerRefusal, readBearerToken } from '../bearer-token.ts'
import type { Directory } from '../directory.ts'
import { graphHosts } from '../hosts.ts'
import type { RecordedRequest, Reply } from '../request.ts'
import { graphId } from '../resource.ts'
import type { Tenant } from '../tenant.ts'
import type { User } from '../user.ts'
import { applicationRoutes } from './applications.ts'
import { readBody } from './body.ts'
import { consentRoutes } from './consents.ts'
import { federatedCredentialRoutes } from './federated-credentials.ts'
import { denied, GraphError, graphErrorReply, requestIds } from './graph-error.ts'
import { type Routes, UnknownRequest } from './operation.ts'
import { organizationRoutes } from './organization.ts'
import { readPath } from './path.ts'
import { secretRoutes } from './secrets.ts'
import { servicePrincipalRoutes } from './service-principals.ts'

const routes: Routes = {
  ...applicationRoutes,
  ...secretRoutes,
  ...federatedCredentialRoutes,
  ...servicePrincipalRoutes,
  ...consentRoutes,
  ...organizationRoutes,
}

/** Microsoft Graph v1.0, as far as it registers apps: for a person's token, in the tenants of this Entra. */
export class Graph {
  /** Objects on one page of a list, where the request asks for no fewer. */
  pageSize = 100
  readonly #directory: Directory

  constructor(directory: Directory) {
    this.#directory = directory
  }

  /** Answers the listener's requests. */
  async handle(request: RecordedRequest): Promise<Reply | undefined> {
    const path = readPath(request.path)
    const route = path && routes[`${request.method} ${path.route}`]
    if (!path || !route) return undefined
    try {
      const { tenant, user, permissions } = await this.#caller(request)
      if (!route.permissions.some((permission) => permissions.includes(permission))) throw denied()
      const { replication } = this.#directory
      const { keys } = path
      const body = readBody(request)
      const reply = route.answer({ tenant, user, request, keys, body, replication, pageSize: this.pageSize })
      return { ...reply, headers: { ...requestIds(request), ...reply.headers } }
    } catch (error) {
      if (error instanceof GraphError) return graphErrorReply(request, error)
      if (error instanceof UnknownRequest) return undefined
      throw error
    }
  }

  async #caller(request: RecordedRequest): Promise<{ tenant: Tenant; user: User; permissions: string[] }> {
    const token = await readBearerToken(request, this.#directory)
    if ('refused' in token) throw unauthenticated(refusals[token.refused])
    const { tenant, claims } = token
    if (!audiences(request.host).includes(String(claims.aud))) {
      throw unauthenticated('Access token validation failure. Invalid audience.')
    }
    const user = tenant.users.find(({ objectId }) => objectId === claims.oid)
    // An app by itself would need application permissions, which no app has here.
    if (!user) throw denied()
    return { tenant, user, permissions: String(claims.scp ?? '').split(' ') }
  }
}

/** As projects quote them; which belongs to which fault isn't documented. */
const refusals: Record<BearerRefusal, string> = {
  missing: 'Access token is empty.',
  invalid: 'CompactToken parsing failed with error code: 80049217',
  expired: 'Lifetime validation failed, the token is expired.',
  issuer: 'Access token validation failure. Invalid issuer.',
}

function unauthenticated(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message)
}

/** By address with or without a slash, or by ID; on loopback, where one listener plays all clouds, any. */
function audiences(host: string): string[] {
  const name = host.replace(/:\d+$/, '')
  const hosts = graphHosts.includes(name) ? [name] : graphHosts
  return [graphId, ...hosts.flatMap((each) => [`https://${each}`, `https://${each}/`])]
}
