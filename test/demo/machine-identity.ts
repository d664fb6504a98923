import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../emulator/app.ts'
import type { Emulator } from '../emulator/emulator.ts'
import type { Tenant } from '../emulator/tenant.ts'
import { call } from './call.ts'

/**
 * The endpoint of an Azure machine, which asks Entra on behalf of its identity; here, with a secret of its own.
 * @returns the variable that leads to it
 */
export async function startMachineIdentity({
  emulator,
  tenant,
  app,
}: {
  emulator: Emulator
  tenant: Tenant
  app: App
}): Promise<Record<string, string>> {
  const form = {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.addSecret(),
    scope: 'https://api.powerplatform.com/.default',
  }
  const server = createServer(async (_request, response) => {
    const { status, body } = await call(emulator, {
      url: `https://login.microsoftonline.com/${tenant.id}/oauth2/v2.0/token`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    })
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...(body as object), expires_on: Math.floor(Date.now() / 1000) + 3599 }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  server.unref()
  const { port } = server.address() as AddressInfo
  return { AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://127.0.0.1:${port}` }
}
