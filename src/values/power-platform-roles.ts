/** The least privileged of Power Platform's roles that can list environments. */
export const READER = 'c886ad2e-27f7-4874-8381-5849b8d8a090'

/**
 * Power Platform's roles by the names that users write
 * (https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment).
 */
export const roles: Readonly<Record<string, string>> = {
  reader: READER,
  contributor: 'ff954d61-a89a-4fbe-ace9-01c367b89f87',
  owner: '0cb07c69-1631-4725-ab35-e59e001c51ea',
  'rbac-administrator': '95e94555-018c-447b-8691-bdac8e12211e',
}
