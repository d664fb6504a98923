import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCertificate } from '../emulator/certificates.ts'
import { trust } from '../scenario.ts'
import { call } from './call.ts'
import { type Play, repository, secret } from './play.ts'

/** A play for each credential, in which everything is as it should be; in the order in which they are recommended. */
export const credentials: Record<string, Play> = {
  federated: async (scenario) => {
    trust(scenario, { repository })
    return { written: { verify: 'true' } }
  },

  certificate: async ({ app }) => {
    const { certificatePem, privateKeyPem } = await createCertificate({ commonName: 'Pipeline' })
    app.addCertificate(certificatePem)
    return {
      written: { certificate: secret('CERTIFICATE'), verify: 'true' },
      given: { certificate: certificatePem + privateKeyPem },
    }
  },

  'client-secret': async ({ app }) => ({
    written: { 'client-secret': secret('CLIENT_SECRET'), verify: 'true' },
    given: { 'client-secret': app.addSecret() },
  }),

  password: async ({ tenant, app }) => {
    const user = tenant.addUser({
      username: 'pipeline@contoso.onmicrosoft.com',
      password: 'correct horse battery',
    })
    app.publicClient = true
    tenant.consent(app)
    const { username, password = '' } = user
    return { written: { username, password: secret('PASSWORD'), verify: 'true' }, given: { password } }
  },

  'managed-identity': async ({ tenant, app, emulator }) => {
    // The machine's own endpoint asks Entra on behalf of the identity; here, with a secret of its own.
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
    return {
      written: { credential: 'managed-identity', 'tenant-id': '', verify: 'true' },
      options: { env: { AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://127.0.0.1:${port}` } },
    }
  },
}
