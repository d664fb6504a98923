import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { trust } from '../scenario.ts'
import { type Scene, secret } from './scene.ts'

/** What is wrong with a workflow or an app registration, as it often is at first. */
export const failureScenes: Record<string, Scene> = {
  'wrong-inputs': {
    is: 'Several inputs are wrong. All are named at once, and nothing is sent.',
    set: () => ({
      written: {
        'tenant-id': 'https://login.microsoftonline.com/common',
        cloud: 'gcchig',
        timeout: '1m',
        'export-as': 'HTTPS_PROXY',
      },
    }),
  },

  'misspelt-input': {
    is: 'client_id instead of client-id: the runner only warns, and hands it on.',
    set: ({ app }) => ({ written: { 'client-id': '', client_id: app.clientId } }),
  },

  'no-id-token-permission': {
    is: 'The job has no permission to ask for an OIDC token.',
    set: () => ({ written: {}, options: { job: { permissions: { idToken: false } } } }),
  },

  'pull-request-from-fork': {
    is: 'A run of a pull request from a fork gets neither an OIDC token nor secrets.',
    async set(_scenario, { folder }) {
      const event = join(folder, 'event.json')
      const head = { repo: { full_name: 'mallory/deploy', fork: true } }
      await writeFile(event, JSON.stringify({ pull_request: { head } }))
      return {
        written: { 'client-secret': secret('CLIENT_SECRET') },
        given: { 'client-secret': '' },
        options: {
          job: { event: 'pull_request', permissions: { idToken: false } },
          env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event },
        },
      }
    },
  },

  'subject-mismatch': {
    is: 'The app trusts the branch main, and the job names an environment.',
    set(scenario) {
      trust(scenario)
      return { written: {}, options: { job: { environment: 'production' } } }
    },
  },

  'wrong-client-secret': {
    is: "The client secret is not one of the app's.",
    set({ app }) {
      app.addSecret()
      return {
        written: { 'client-secret': secret('CLIENT_SECRET') },
        given: { 'client-secret': 'Abc8Q~not-the-right-one' },
      }
    },
  },

  'verify-role-missing': {
    is: 'Entra gives a token, but the app has no role in Power Platform. The token was handed over before.',
    set(scenario) {
      trust(scenario)
      return { written: { verify: 'true' } }
    },
  },
}
