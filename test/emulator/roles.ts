/** A built-in role, and what it lets its holder do; `*` stands for any namespace and resource. */
export interface RoleDefinition {
  id: string
  /** As the list of definitions calls it. */
  name: string
  permissions: readonly string[]
}

/** https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment */
export const roles = {
  Owner: {
    id: '0cb07c69-1631-4725-ab35-e59e001c51ea',
    name: 'Power Platform owner',
    permissions: ['*'],
  },
  Contributor: {
    id: 'ff954d61-a89a-4fbe-ace9-01c367b89f87',
    name: 'Power Platform contributor',
    permissions: ['*.Read', '*.Write', '*.Delete'],
  },
  Reader: {
    id: 'c886ad2e-27f7-4874-8381-5849b8d8a090',
    name: 'Power Platform reader',
    permissions: ['*.Read'],
  },
  'RBAC administrator': {
    id: '95e94555-018c-447b-8691-bdac8e12211e',
    name: 'Power Platform role-based access control administrator',
    permissions: ['*.Read', 'Authorization.RoleAssignments.Write', 'Authorization.RoleAssignments.Delete'],
  },
} as const satisfies Record<string, RoleDefinition>

export type Role = keyof typeof roles

export interface RoleAssignment {
  readonly id: string
  readonly principalId: string
  readonly principalType: string
  readonly role: Role
  /** `/tenants/{id}`, or an environment or a group of them in it; without one, everywhere. */
  readonly scope?: string | undefined
  readonly created: Date
}

/** Who has which role, and where. */
export class Roles {
  readonly assignments: RoleAssignment[] = []

  assign({
    role,
    principalType = 'ApplicationUser',
    ...assignment
  }: {
    principalId: string
    role: string
    principalType?: string
    scope?: string | undefined
  }): RoleAssignment {
    if (!isRole(role)) throw new Error(`there is no role ${role}`)
    const assigned = { id: crypto.randomUUID(), ...assignment, principalType, role, created: new Date() }
    this.assignments.push(assigned)
    return assigned
  }

  remove(assignment: RoleAssignment): void {
    this.assignments.splice(this.assignments.indexOf(assignment), 1)
  }

  /** Takes all roles from a principal. */
  revoke(principalId: string): void {
    for (const assignment of this.of(principalId)) this.remove(assignment)
  }

  of(principalId: string): RoleAssignment[] {
    return this.assignments.filter((assignment) => assignment.principalId === principalId)
  }

  static byId(id: unknown): Role | undefined {
    return Object.keys(roles)
      .filter(isRole)
      .find((role) => roles[role].id === id)
  }
}

/** Whether an assignment reaches what lies in a scope. */
export function covers({ scope }: RoleAssignment, wanted: string): boolean {
  return scope === undefined || wanted === scope || wanted.startsWith(`${scope}/`)
}

function isRole(name: string): name is Role {
  return Object.hasOwn(roles, name)
}
