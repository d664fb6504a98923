/** Built-in roles (https://learn.microsoft.com/power-platform/admin/programmability-role-based-access-control). */
export const roleDefinitions = {
  Owner: '0cb07c69-1631-4725-ab35-e59e001c51ea',
  Contributor: 'ff954d61-a89a-4fbe-ace9-01c367b89f87',
  Reader: 'c886ad2e-27f7-4874-8381-5849b8d8a090',
  'RBAC administrator': '95e94555-018c-447b-8691-bdac8e12211e',
} as const

interface Assignment {
  principalId: string
  role: string
  /** Whether the assignment's scope holds the given one. */
  covers(scope: string): boolean
}

/** Who has which role, and where. */
export class Roles {
  readonly #assignments: Assignment[] = []

  assign({ principalId, role, scope }: { principalId: string; role: string; scope?: string }): void {
    if (!Object.hasOwn(roleDefinitions, role)) throw new Error(`there is no role ${role}`)
    const covers = (wanted: string) =>
      scope === undefined || wanted === scope || wanted.startsWith(`${scope}/`)
    this.#assignments.push({ principalId, role, covers })
  }

  /** Takes all roles from a principal. */
  revoke(principalId: string): void {
    const others = this.#assignments.filter((assignment) => assignment.principalId !== principalId)
    this.#assignments.splice(0, this.#assignments.length, ...others)
  }

  of(principalId: string): Assignment[] {
    return this.#assignments.filter((assignment) => assignment.principalId === principalId)
  }

  static byId(id: string | undefined): string | undefined {
    return Object.entries(roleDefinitions).find(([, definition]) => definition === id)?.[0]
  }
}
