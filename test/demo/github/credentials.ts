import { createCertificate } from '../../emulator/certificates.ts'
import { trust } from '../../scenario.ts'
import { startMachineIdentity } from '../machine-identity.ts'
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

  'managed-identity': async (scenario) => ({
    written: { credential: 'managed-identity', 'tenant-id': '', verify: 'true' },
    options: { env: await startMachineIdentity(scenario) },
  }),
}
