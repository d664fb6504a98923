import { createCertificate } from '../../emulator/certificates.ts'
import { startMachineIdentity } from '../machine-identity.ts'
import { type Play, secret } from './play.ts'

/** A play for each credential, in which everything is as it should be; in the order in which they are recommended. */
export const credentials: Record<string, Play> = {
  federated: async ({ project, tenant, app }) => {
    const connection = project.addServiceConnection({ name: 'contoso-deploy', tenant, app })
    app.addFederatedCredential(connection.federatedCredential)
    return {
      written: { azureSubscription: connection.name, verify: 'true' },
      options: { uses: [connection] },
    }
  },

  certificate: async ({ project, tenant, app }) => {
    const { certificatePem, privateKeyPem } = await createCertificate({ commonName: 'Pipeline' })
    app.addCertificate(certificatePem)
    const content = certificatePem + privateKeyPem
    const file = project.addSecureFile({ name: 'contoso-deploy.pem', content })
    return {
      written: {
        tenantId: tenant.id,
        clientId: app.clientId,
        certificateSecureFile: file.name,
        verify: 'true',
      },
      options: { job: { secureFiles: [file] }, hidden: [content] },
    }
  },

  'client-secret': async ({ project, tenant, app }) => {
    const connection = project.addServiceConnection({
      ...{ name: 'contoso-dev', tenant, app, type: 'powerplatform-spn' },
      credential: { secret: app.addSecret() },
    })
    return {
      written: { powerPlatformSPN: connection.name, verify: 'true' },
      options: { uses: [connection] },
    }
  },

  password: async ({ tenant, app }) => {
    const password = 'correct horse battery'
    const { username } = tenant.addUser({ username: 'pipeline@contoso.onmicrosoft.com', password })
    app.publicClient = true
    tenant.consent(app)
    return {
      written: {
        ...{ tenantId: tenant.id, clientId: app.clientId },
        ...{ username, password: secret('PASSWORD'), verify: 'true' },
      },
      options: { secretVariables: { PASSWORD: password } },
    }
  },

  'managed-identity': async (scenario) => {
    const connection = scenario.project.addServiceConnection({
      ...{ name: 'contoso-machine', tenant: scenario.tenant, credential: 'managed-identity' },
    })
    return {
      written: { azureSubscription: connection.name, verify: 'true' },
      options: { uses: [connection], env: await startMachineIdentity(scenario) },
    }
  },
}
