import type { Fix } from '../../failure/failure.ts'
import { orLetWait, showApp, showEnterpriseApp, showTenant } from '../fixes.ts'
import { errorPage, REGISTERED, type Remedy, type Situation } from '../remedy.ts'

const nationalClouds = 'https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud'
const protocol = 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow'

/** Refusals because of the app or the tenant. */
export const appRemedies: readonly Remedy[] = [
  {
    codes: [700016],
    title: 'the app is not in this tenant',
    why: ({ credential, clientId, tenantId, cloud }) =>
      credential.signsIn === 'machine'
        ? 'The tenant has no service principal of this identity. If the identity was made a moment ago, it has not spread yet. Otherwise it was deleted, or its subscription was moved to another tenant.'
        : `Tenant ${tenantId} in cloud ${cloud.name} has no app with the client ID ${clientId}: one of the two IDs is wrong, or belongs to another app or cloud, or it is the object ID of the app registration or of the enterprise application. If the app was made a moment ago, it has not spread yet.`,
    fixes: (situation) =>
      situation.credential.signsIn === 'machine' ? findIdentity(situation) : findApp(situation),
    retry: 'propagation',
    docs: errorPage(700016),
  },
  {
    codes: [7000229],
    about: REGISTERED,
    title: 'the app has no service principal in this tenant',
    why: 'az ad app create makes the app registration alone, and what signs in is its service principal (enterprise application).',
    fixes: ({ clientId }) => [{ text: 'Make it:', command: `az ad sp create --id ${clientId}` }],
    retry: 'propagation',
    docs: 'https://learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals',
  },
  {
    codes: [7000112, 7000116],
    about: REGISTERED,
    title: 'the app is disabled',
    why: 'An administrator switched off its sign-in (Enterprise applications › the app › Properties › Enabled for users to sign-in).',
    fixes: ({ clientId }) => [
      {
        text: 'If that was not on purpose, switch it on:',
        command: `az ad sp update --id ${clientId} --set accountEnabled=true`,
      },
    ],
    retry: 'never',
    docs: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts7000112-application-is-disabled',
  },
  {
    codes: [700038],
    about: REGISTERED,
    title: 'the client ID is no application ID',
    why: ({ clientId }) => `Entra knows no application ID of the form ${clientId}.`,
    fixes: ({ words }) => [
      {
        text: `Put the Application (client) ID into ${words.input('client-id')}, not the object ID or the ID of a secret. Find it:`,
        command: 'az ad app list --all --query "[].{name:displayName, clientId:appId}" --output table',
      },
    ],
    retry: 'never',
    docs: errorPage(700038),
  },
  {
    codes: [90002],
    about: REGISTERED,
    title: 'the tenant was not found',
    why: ({ tenantId, cloud }) =>
      `The Entra of cloud ${cloud.name} has no tenant ${tenantId}: the ID is wrong, tenant ID and client ID are swapped, or the tenant is in another cloud.`,
    fixes: ({ words }) => [
      showTenant,
      { text: `Government and China tenants need ${words.setting('cloud', 'NAME')}.` },
    ],
    retry: 'never',
    docs: nationalClouds,
  },
  {
    codes: [900023],
    about: REGISTERED,
    title: 'the tenant ID is neither an ID nor a domain name',
    why: ({ tenantId }) => `Entra cannot read ${tenantId} as a tenant.`,
    fixes: [showTenant],
    retry: 'never',
    docs: errorPage(900023),
  },
  {
    codes: [5000224],
    about: REGISTERED,
    title: 'the tenant is not available',
    why: ({ tenantId }) => `Entra gives no service to tenant ${tenantId}: it was deleted or blocked.`,
    fixes: [showTenant, { text: 'If it is the right one, ask Microsoft support, with the trace ID.' }],
    retry: 'never',
    docs: errorPage(5000224),
  },
  {
    codes: [50059, 50128],
    about: REGISTERED,
    title: 'the request names no tenant that Entra knows',
    why: ({ tenantId }) => `Entra found no tenant by ${tenantId}.`,
    fixes: ({ words }) => [
      {
        ...showTenant,
        text: `Put the ID of the tenant into ${words.input('tenant-id')}, in place of a domain name:`,
      },
    ],
    retry: 'never',
    docs: protocol,
  },
  {
    codes: [50194],
    about: REGISTERED,
    title: 'the app is for its own tenant only',
    why: 'The request went to an address for all tenants (/common), and the app is registered for one.',
    fixes: ({ words }) => [
      { ...showTenant, text: `Put the ID of the tenant into ${words.input('tenant-id')}:` },
    ],
    retry: 'never',
    docs: errorPage(50194),
  },
  {
    codes: [900439],
    about: REGISTERED,
    title: "the app is one of the US Government cloud's",
    why: ({ cloud, words }) =>
      `${words.input('cloud')} is ${cloud.name}, and the app must sign in at login.microsoftonline.us.`,
    fixes: ({ words: { input } }) => [
      {
        text: `Set the input ${input('cloud')} to gcc-high or dod, and leave ${input('authority-host')} out.`,
      },
    ],
    retry: 'never',
    docs: nationalClouds,
  },
]

function findApp(situation: Situation): Fix[] {
  return [
    showApp(situation),
    showEnterpriseApp(situation),
    showTenant,
    { text: `If both are right, wait a minute${orLetWait(situation, 120)}.` },
  ]
}

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/known-issues */
function findIdentity(situation: Situation): Fix[] {
  return [
    { text: `If it is new, wait a minute${orLetWait(situation, 120)}.` },
    {
      text: 'If it is not, see whether the machine still has it, for instance a VM:',
      command: 'az vm identity show --resource-group GROUP --name VM',
    },
    {
      text: 'After a move to another tenant, switch a system-assigned identity off and on again; make a user-assigned one anew, and assign it.',
    },
  ]
}
