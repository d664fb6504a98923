import type { App } from '../emulator/app.ts'
import type { Emulator } from '../emulator/emulator.ts'
import type { Tenant } from '../emulator/tenant.ts'
import { call } from './call.ts'

/** A tenant with two environments, and an app that may see them. */
export function addEnvironments({ emulator, tenant, app }: Cast): void {
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso (default)', type: 'Default' })
  emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
}

interface Cast {
  emulator: Emulator
  tenant: Tenant
  app: App
}

/** What a later step does with the token; prints the answer as the job's log shows it. */
export async function listEnvironments(
  emulator: Emulator,
  { apiUrl, token, mask }: { apiUrl: string; token: string; mask(text: string): string },
): Promise<void> {
  const url = `${apiUrl}/environmentmanagement/environments?api-version=2024-10-01`
  console.log(`GET ${url}`)
  const { status, body } = await call(emulator, { url, headers: { authorization: `Bearer ${token}` } })
  console.log(`${status}\n${mask(JSON.stringify(body, null, 2))}`)
}
