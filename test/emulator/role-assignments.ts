import type { Caller } from './api-caller.ts'
import type { DirectoryRole } from './directory-roles.ts'
import { forbidden, missingPermission } from './power-platform-refusal.ts'
import type { Replication } from './replication.ts'
import type { RecordedRequest, Reply } from './request.ts'
import { covers, type RoleAssignment, Roles, roles } from './roles.ts'

/** What a path of Power Platform API's Authorization namespace means. */
interface Target {
  kind: 'roleDefinitions' | 'roleAssignments'
  /** Below the tenant: `/environments/{id}` or `/environmentGroups/{id}`. */
  narrower: string
  /** Of one assignment. */
  id?: string | undefined
}

/** The version that Microsoft documents; the emulator knows no other. */
const version = '2024-10-01'

/** By their role in Entra; that Global Administrators may, too, is inferred from what they are. */
const administrators: DirectoryRole[] = ['Power Platform Administrator', 'Global Administrator']

/**
 * Role definitions and assignments
 * (https://learn.microsoft.com/rest/api/power-platform/authorization/role-based-access-control).
 */
export class RoleAssignments {
  readonly #roles: Roles
  readonly #replication: Replication

  constructor({ roles, replication }: { roles: Roles; replication: Replication }) {
    this.#roles = roles
    this.#replication = replication
  }

  /** What answers a request once it is known who calls; undefined for a path or version that nobody knows. */
  operation(request: RecordedRequest): ((caller: Caller) => Reply) | undefined {
    const { method, path, query } = request
    const target = read(path)
    if (!target || query.get('api-version') !== version) return undefined
    const operations: Record<string, (caller: Caller) => Reply> = {
      'GET roleDefinitions': (caller) => this.#ifMay(caller, 'Read', definitions),
      'GET roleAssignments': (caller) => this.#ifMay(caller, 'Read', () => this.#list(caller, target)),
      'POST roleAssignments': (caller) =>
        this.#ifMay(caller, 'Write', () => this.#create(caller, target, request.body)),
      'DELETE roleAssignments/{}': (caller) =>
        this.#ifMay(caller, 'Delete', () => this.#delete(caller, target)),
    }
    return operations[`${method} ${target.kind}${target.id ? '/{}' : ''}`]
  }

  /** The app needs the permission, and whoever uses it the role: one of Entra, or one of these. */
  #ifMay(caller: Caller, action: 'Read' | 'Write' | 'Delete', answer: () => Reply): Reply {
    // There is no permission to delete: that `Write` is enough is a guess.
    const permission = `Authorization.RoleAssignments.${action === 'Read' ? 'Read' : 'Write'}`
    if (caller.isUser && !caller.permissions.includes(permission)) return missingPermission(permission)
    const user = caller.tenant.users.find(({ objectId }) => objectId === caller.objectId)
    const isAdministrator = administrators.some((role) => user?.roles.has(role))
    const may = this.#roles
      .of(caller.objectId)
      .some((assignment) => covers(assignment, `/tenants/${caller.tenant.id}`) && allows(assignment, action))
    return isAdministrator || may ? answer() : forbidden()
  }

  #list(caller: Caller, target: Target): Reply {
    return { status: 200, body: { value: this.#in(caller, target).map(entityOf) } }
  }

  /**
   * The documentation shows the assignment itself, its SDKs read `value[0]`. An assignment that is there already is
   * refused: a guess.
   */
  #create(caller: Caller, target: Target, text: string): Reply {
    const { roleDefinitionId, principalObjectId, principalType, scope } = parse(text)
    const tenant = `/tenants/${caller.tenant.id}`
    const role = Roles.byId(roleDefinitionId)
    const whole = target.narrower === '' ? tenant : `${tenant}${target.narrower}`
    const isScope = scope === whole || (typeof scope === 'string' && narrower(scope, whole))
    if (!role || typeof principalObjectId !== 'string' || typeof principalType !== 'string' || !isScope) {
      return refusal(400, 'BadRequest', 'The request body is not valid.')
    }
    if (!this.#knows(caller, { principalObjectId, principalType })) return forbidden()
    const known = this.#roles
      .of(principalObjectId)
      .some((assignment) => assignment.role === role && assignment.scope === scope)
    if (known) return refusal(409, 'Conflict', 'The role assignment already exists.')
    const assignment = this.#roles.assign({ principalId: principalObjectId, principalType, role, scope })
    return { status: 201, body: entityOf(assignment) }
  }

  #delete(caller: Caller, target: Target): Reply {
    const assignment = this.#in(caller, target).find(({ id }) => id === target.id)
    if (!assignment) return refusal(404, 'NotFound', 'The role assignment does not exist.')
    this.#roles.remove(assignment)
    return { status: 204 }
  }

  /** Whether the principal is one of the tenant's, of the type that is said, and has spread this far. */
  #knows(
    { tenant }: Caller,
    { principalObjectId, principalType }: { principalObjectId: string; principalType: string },
  ): boolean {
    const principals: Record<string, readonly { objectId: string }[]> = {
      ApplicationUser: tenant.servicePrincipals,
      User: tenant.users,
    }
    const isThere = principals[principalType]?.some(({ objectId }) => objectId === principalObjectId) ?? false
    return isThere && !this.#replication.lags(principalObjectId, 'unknownPrincipal')
  }

  /** The assignments of a tenant, or those made just where the path says. */
  #in({ tenant }: Caller, { narrower }: Target): RoleAssignment[] {
    const scope = `/tenants/${tenant.id}`
    return this.#roles.assignments.filter((assignment) =>
      narrower === ''
        ? assignment.scope === scope || assignment.scope?.startsWith(`${scope}/`)
        : assignment.scope === `${scope}${narrower}`,
    )
  }
}

function read(path: string): Target | undefined {
  const [, narrower = '', kind, id] =
    /^\/authorization((?:\/(?:environments|environmentGroups)\/[^/]+)?)\/(roleDefinitions|roleAssignments)(?:\/([^/]+))?$/.exec(
      path,
    ) ?? []
  return kind === 'roleDefinitions' || kind === 'roleAssignments' ? { kind, narrower, id } : undefined
}

/** Whether a scope is an environment, or a group of them, within another scope. */
function narrower(scope: string, whole: string): boolean {
  return (
    scope.startsWith(`${whole}/`) &&
    /^\/(environments|environmentGroups)\/[^/]+$/.test(scope.slice(whole.length))
  )
}

function allows({ role }: RoleAssignment, action: string): boolean {
  const permissions: readonly string[] = roles[role].permissions
  const wanted = action === 'Read' ? ['*', '*.Read'] : ['*', `Authorization.RoleAssignments.${action}`]
  return wanted.some((permission) => permissions.includes(permission))
}

function definitions(): Reply {
  const value = Object.values(roles).map(({ id, name, permissions }) => ({
    roleDefinitionId: id,
    roleDefinitionName: name,
    permissions,
  }))
  return { status: 200, body: { value } }
}

function entityOf({ id, principalId, principalType, role, scope, created }: RoleAssignment) {
  return {
    roleAssignmentId: id,
    principalObjectId: principalId,
    roleDefinitionId: roles[role].id,
    scope,
    principalType,
    createdOn: created.toISOString(),
  }
}

function refusal(status: number, code: string, message: string): Reply {
  return { status, body: { code, message } }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
