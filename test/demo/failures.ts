import { trust } from '../scenario.ts'
import { type Play, secret } from './play.ts'

/** Plays in which something is wrong, as it often is at first. */
export const failures: Record<string, Play> = {
  /** The app trusts the branch; the job names an environment, which changes the subject. */
  subject: async (scenario) => {
    trust(scenario)
    return { written: {}, options: { job: { environment: 'production' } } }
  },

  permission: async () => ({ written: {}, options: { job: { permissions: { idToken: false } } } }),

  secret: async ({ app }) => {
    app.addSecret()
    return {
      written: { 'client-secret': secret('CLIENT_SECRET') },
      given: { 'client-secret': 'Abc8Q~not-the-right-one' },
    }
  },

  role: async (scenario) => {
    trust(scenario)
    scenario.emulator.powerPlatform.roles.revoke(scenario.app.objectId)
    return { written: { verify: 'true' } }
  },

  inputs: async () => ({
    written: { 'tenant-id': 'https://login.microsoftonline.com/common', cloud: 'gcchig', timeout: '1m' },
  }),
}
