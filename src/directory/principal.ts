import type { Step } from '../plan/step.ts'
import { type Cloud, POWER_PLATFORM_API } from '../values/clouds.ts'
import { CREATE_IF_MISSING, graphRequest, graphUrl } from './graph.ts'

const OWN_PATH = "/servicePrincipals(appId='{clientId}')"
const API_PATH = `/servicePrincipals(appId='${POWER_PLATFORM_API}')`

/**
 * The app in this tenant, to which roles are given.
 * https://learn.microsoft.com/graph/api/serviceprincipal-upsert
 */
export function principalStep(cloud: Cloud): Step {
  return {
    id: 'principal',
    purpose: 'Makes its service principal, the enterprise application, to which roles are given.',
    needs: 'the same as for the app',
    service: 'graph',
    search: { url: graphUrl(cloud, OWN_PATH) },
    request: graphRequest(cloud, 'PATCH', OWN_PATH, { headers: CREATE_IF_MISSING, body: {} }),
    learns: { principalId: 'id' },
    undo: graphRequest(cloud, 'DELETE', '/servicePrincipals/{principalId}'),
    portal: ['Nothing to do: the portal makes it with the app.'],
  }
}

/** That of Power Platform API, which some tenants lack, and which stays for all who use it by now. */
export function apiPrincipalStep(cloud: Cloud): Step {
  return {
    id: 'api-principal',
    purpose: "Makes Power Platform API's own service principal, where the tenant has none yet.",
    needs: 'a Cloud Application Administrator, or an Application Administrator',
    service: 'graph',
    search: { url: graphUrl(cloud, API_PATH) },
    request: graphRequest(cloud, 'POST', '/servicePrincipals', { body: { appId: POWER_PLATFORM_API } }),
    learns: { apiPrincipalId: 'id' },
    hasNoPage: true,
    portal: ['There is no page for it: take the command, in Azure Cloud Shell if need be.'],
  }
}
