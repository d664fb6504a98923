import { type Caller, readCaller } from './api-caller.ts'
import type { Directory } from './directory.ts'
import { forbidden, missingPermission } from './power-platform-refusal.ts'
import type { RecordedRequest, Reply } from './request.ts'
import { RoleAssignments } from './role-assignments.ts'
import { covers, Roles } from './roles.ts'

export interface Environment {
  id: string
  displayName: string
  tenantId: string
  type: string
  geo: string
  azureRegion: string
  state: string
  url: string
  domainName: string
  version: string
  dataverseId: string
}

/** Power Platform API: the environments list and role assignments, for callers with a good token. */
export class PowerPlatform {
  readonly environments: Environment[] = []
  readonly roles = new Roles()
  /** Environments on one page of the list. */
  pageSize = Number.POSITIVE_INFINITY
  readonly #directory: Directory
  readonly #roleAssignments: RoleAssignments

  constructor(directory: Directory) {
    this.#directory = directory
    const { replication } = directory
    this.#roleAssignments = new RoleAssignments({ roles: this.roles, replication })
  }

  /** Adds an environment to a tenant; what isn't given is plausible. */
  addEnvironment(tenantId: string, given: Partial<Environment> & { displayName: string }): Environment {
    const domainName = `org${crypto.randomUUID().slice(0, 8)}`
    const environment: Environment = {
      id: crypto.randomUUID(),
      tenantId,
      type: 'Sandbox',
      geo: 'Europe',
      azureRegion: 'westeurope',
      state: 'Ready',
      url: `https://${domainName}.crm4.dynamics.com/`,
      domainName,
      version: '9.2.26072.00130',
      dataverseId: crypto.randomUUID(),
      ...given,
    }
    this.environments.push(environment)
    return environment
  }

  /** Gives a principal (by object ID) a role; over its whole tenant if no scope is given. */
  assignRole(assignment: { principalId: string; role: string; scope?: string }): void {
    const { principalId } = assignment
    const home = this.#directory.tenants.find(({ servicePrincipals, users }) =>
      [...servicePrincipals, ...users].some(({ objectId }) => objectId === principalId),
    )
    this.roles.assign({ ...(home && { scope: `/tenants/${home.id}` }), ...assignment })
  }

  /** Answers the API listener's requests. */
  async handle(request: RecordedRequest): Promise<Reply | undefined> {
    const operation = this.#operation(request)
    if (!operation) return undefined
    const caller = await readCaller(request, this.#directory)
    if ('status' in caller) return caller
    return operation(caller)
  }

  #operation(request: RecordedRequest): ((caller: Caller) => Reply) | undefined {
    const { method, path, query } = request
    if (!query.has('api-version')) return undefined
    switch (`${method} ${path}`) {
      case 'GET /environmentmanagement/environments':
        return (caller) => this.#listEnvironments(caller, request)
      default:
        return this.#roleAssignments.operation(request)
    }
  }

  #listEnvironments(caller: Caller, { host, path, query }: RecordedRequest): Reply {
    const visible = (scope: string) =>
      this.roles.of(caller.objectId).some((assignment) => covers(assignment, scope))
    if (caller.isUser) {
      const permission = 'EnvironmentManagement.Environments.Read'
      if (!caller.permissions.includes(permission)) return missingPermission(permission)
    } else if (this.roles.of(caller.objectId).length === 0) {
      return forbidden()
    }
    const value = this.environments
      .filter(({ tenantId }) => tenantId === caller.tenant.id)
      .filter(({ id, tenantId }) => caller.isUser || visible(`/tenants/${tenantId}/environments/${id}`))
      .slice(0, Number(query.get('$top') ?? Number.POSITIVE_INFINITY))
    // Which parameter the real link has isn't known; that it has one, a client must not care.
    const start = Number(query.get('$skiptoken') ?? 0)
    const end = start + this.pageSize
    const next = new URLSearchParams(query)
    next.set('$skiptoken', String(end))
    const link = end < value.length && { '@odata.nextLink': `https://${host}${path}?${next}` }
    return { status: 200, body: { value: value.slice(start, end), ...link } }
  }
}
