import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { leaf, pem, pfx, pkcs8 } from '../credentials/certificate-forms.ts'
import { trust } from '../scenario.ts'
import { startMachine } from './machine.ts'
import { type Scene, secret } from './scene.ts'

/** The key of the certificate, in the forms that the action makes of it. */
const privateKey = { PRIVATE_KEY: pkcs8, PRIVATE_KEY_DER: pkcs8.replace(/-----[^-]+-----|\s/g, '') }

/** Each credential, with all as it should be. */
export const credentialScenes: Record<string, Scene> = {
  federated: {
    is: "The job's own OIDC token, which the app trusts: no secret, and one request each to GitHub and Entra.",
    set(scenario) {
      trust(scenario)
      return { written: {} }
    },
  },

  'federated-token': {
    is: 'The OIDC token of another issuer, from an earlier step.',
    async set(scenario) {
      trust(scenario)
      return {
        written: { 'federated-token': secret('FEDERATED_TOKEN') },
        given: { 'federated-token': await scenario.emulator.github.mint() },
        options: { job: { permissions: { idToken: false } } },
      }
    },
  },

  'federated-token-file': {
    is: 'The OIDC token of another issuer, in a file, as AKS workload identity provides.',
    async set(scenario, { folder }) {
      trust(scenario)
      const token = await scenario.emulator.github.mint()
      const file = join(folder, 'azure-identity-token')
      await writeFile(file, token)
      return {
        written: { 'federated-token-file': file },
        named: { FEDERATED_TOKEN: token, FEDERATED_TOKEN_FILE: file },
        options: { hidden: [token], job: { permissions: { idToken: false } } },
      }
    },
  },

  'client-secret': {
    is: 'A secret of the app registration.',
    set: ({ app }) => ({
      written: { 'client-secret': secret('CLIENT_SECRET') },
      given: { 'client-secret': app.addSecret() },
    }),
  },

  'certificate-pem': {
    is: 'A certificate and its private key as PEM. Entra gets an assertion that the key signed, and never the key.',
    set({ app }) {
      app.addCertificate(leaf.toString())
      return {
        written: { certificate: secret('CERTIFICATE') },
        given: { certificate: pem },
        named: privateKey,
      }
    },
  },

  'certificate-pfx': {
    is: 'A PFX in base64, and its password.',
    set({ app }) {
      app.addCertificate(leaf.toString())
      const password = 'correct horse battery'
      return {
        written: {
          certificate: secret('CERTIFICATE_PFX'),
          'certificate-password': secret('CERTIFICATE_PASSWORD'),
        },
        given: { certificate: pfx({ password }).toString('base64'), 'certificate-password': password },
        named: privateKey,
      }
    },
  },

  password: {
    is: 'The name and password of a user, for whom the app is a public client.',
    set({ tenant, app }) {
      const username = 'pipeline@contoso.onmicrosoft.com'
      const password = 'correct horse battery'
      tenant.addUser({ username, password })
      app.publicClient = true
      tenant.consent(app, ['EnvironmentManagement.Environments.Read'])
      return { written: { username, password: secret('PASSWORD') }, given: { password } }
    },
  },

  'managed-identity': {
    is: 'The identity of the Azure machine that the runner stands on, whose endpoint is asked instead of Entra.',
    async set(scenario, { stack, timeline }) {
      const machine = stack.use(await startMachine(scenario, timeline))
      return {
        written: { credential: 'managed-identity', 'tenant-id': '', 'client-id': '' },
        options: { env: { AZURE_POD_IDENTITY_AUTHORITY_HOST: machine.origin } },
      }
    },
  },
}
