import { type Scenario, trust } from '../scenario.ts'
import type { Scene } from './scene.ts'

/** What a step can be asked for, and gives. */
export const successScenes: Record<string, Scene> = {
  verify: {
    is: 'The token is tried out: it sees two environments.',
    set(scenario) {
      trust(scenario)
      addReader(scenario)
      const { emulator, tenant } = scenario
      for (const displayName of ['Contoso (default)', 'Contoso Dev'])
        emulator.powerPlatform.addEnvironment(tenant.id, { displayName })
      return { written: { verify: 'true' } }
    },
  },

  'verify-no-environments': {
    is: 'The token is tried out, and sees nothing: a warning, since every tenant has an environment.',
    set(scenario) {
      trust(scenario)
      addReader(scenario)
      return { written: { verify: 'true', summary: 'always' } }
    },
  },

  'export-as': {
    is: 'The token also becomes an environment variable of all later steps.',
    set(scenario) {
      trust(scenario)
      return { written: { 'export-as': 'POWER_PLATFORM_TOKEN' } }
    },
  },

  'summary-always': {
    is: "The job's summary also tells of a good run.",
    set(scenario) {
      trust(scenario)
      return { written: { summary: 'always' } }
    },
  },

  'government-cloud': {
    is: 'GCC High: other hosts, and another audience of the OIDC token.',
    set(scenario) {
      trust(scenario, {}, 'api://AzureADTokenExchangeUSGov')
      return { written: { cloud: 'gcc-high' } }
    },
  },

  'other-api': {
    is: "A token for another API: Dataverse, by an environment's address.",
    set(scenario) {
      scenario.tenant.addResource({
        appId: '00000007-0000-0000-c000-000000000000',
        displayName: 'Dataverse',
        identifierUris: ['https://contoso.crm4.dynamics.com'],
        permissions: { user_impersonation: crypto.randomUUID() },
      })
      trust(scenario)
      return { written: { scope: 'https://contoso.crm4.dynamics.com' } }
    },
  },

  'debug-logging': {
    is: 'A run with debug logging: each request with its answer, request ID and time.',
    set(scenario) {
      trust(scenario)
      addReader(scenario)
      const { emulator, tenant } = scenario
      emulator.powerPlatform.addEnvironment(tenant.id, { displayName: 'Contoso Dev' })
      return { written: { verify: 'true' }, options: { debug: true } }
    },
  },
}

function addReader({ emulator, app }: Scenario): void {
  emulator.powerPlatform.assignRole({ principalId: app.objectId, role: 'Reader' })
}
