import type { Scenario } from '../../scenario.ts'
import type { Spoiler } from '../host.ts'
import type { Stage } from './play.ts'

export const failures: Record<string, Spoiler<Stage, Scenario>> = {
  subject: {
    is: 'the app trusts the branch, and the job names an environment',
    credentials: ['federated'],
    spoil: (stage) => ({ ...stage, options: { job: { environment: 'production' } } }),
  },

  permission: {
    is: 'the job has no permission to ask for an OIDC token',
    credentials: ['federated'],
    spoil: (stage) => ({ ...stage, options: { job: { permissions: { idToken: false } } } }),
  },

  secret: {
    is: "the client secret is not the app's",
    credentials: ['client-secret'],
    spoil: (stage) => ({ ...stage, given: { 'client-secret': 'Abc8Q~not-the-right-one' } }),
  },

  role: {
    is: 'the app has no Power Platform role',
    // A user sees environments without one.
    credentials: ['federated', 'certificate', 'client-secret', 'managed-identity'],
    spoil: (stage, { app, emulator }) => {
      emulator.powerPlatform.roles.revoke(app.objectId)
      return stage
    },
  },

  inputs: {
    is: 'three inputs are wrong',
    credentials: ['federated', 'certificate', 'client-secret', 'password', 'managed-identity'],
    spoil: ({ written, ...stage }) => ({
      ...stage,
      written: {
        ...written,
        'tenant-id': 'https://login.microsoftonline.com/common',
        cloud: 'gcchig',
        timeout: '1m',
      },
    }),
  },
}
