import type { Fix } from '../../failure.ts'
import { isGuid } from '../../guid.ts'
import { runAgain } from '../../run-again.ts'
import { plainWord, quoteJson } from '../../shell.ts'
import type { Remedy, Situation } from './remedy.ts'
import { allow } from './resource.ts'

/** The least of Power Platform's roles that lists environments. */
const READER = 'c886ad2e-27f7-4874-8381-5849b8d8a090'

const authentication = 'https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2'
const roles = 'https://learn.microsoft.com/power-platform/admin/programmability-tutorial-rbac-role-assignment'

const checkCloud = ({ cloud }: Situation): Fix => ({
  text: `Check the input cloud (it is ${cloud.name}), and leave scope out or set it to ${cloud.apiUrl}/.default.`,
})

/** What Power Platform API answers to a good token, by status and the body's own code; texts are not looked at. */
export const powerPlatformRemedies: readonly Remedy[] = [
  {
    codes: ['Power Platform API 401', 'Power Platform API 401 InvalidAuthenticationAudience'],
    title: 'the token is not accepted',
    why: ({ cloud, scopes }) =>
      `The token is for another resource or cloud, or its tenant is not one of cloud ${cloud.name}. It was asked for ${scopes.join(' ')}.`,
    fixes: (situation) => [checkCloud(situation)],
    retry: 'never',
    docs: authentication,
  },
  {
    codes: ['Power Platform API 403', 'Power Platform API 403 Forbidden'],
    title: 'the token is accepted, and grants nothing',
    why: ({ credential }) =>
      credential === 'password'
        ? 'The user, or the app that the user signs in with, lacks a permission: the app needs EnvironmentManagement.Environments.Read with consent, and the user a Power Platform role.'
        : 'A service principal needs a Power Platform role (RBAC); permissions and consent do nothing for it. A new role takes some minutes to spread.',
    fixes: (situation) => (situation.credential === 'password' ? allow(situation) : assignRole(situation)),
    retry: 'propagation',
    docs: roles,
  },
  {
    codes: ['Power Platform API 403 InsufficientDelegatedPermissions'],
    credentials: ['password'],
    title: 'the app lacks a delegated permission',
    why: 'What the user may do counts only as far as the app has the delegated permission for it, with consent. The answer above names the permissions that would do.',
    fixes: (situation) => [
      ...allow(situation),
      { text: 'Then run the job again: a permission counts from the next token on.' },
    ],
    retry: 'never',
    docs: authentication,
  },
  {
    codes: ['Power Platform API 404', 'Power Platform API 404 RouteNotFound'],
    title: 'there is no list of environments at this address',
    why: ({ cloud }) => `The address is the one of cloud ${cloud.name}. The tenant may be in another cloud.`,
    fixes: (situation) => [checkCloud(situation)],
    retry: 'never',
    docs: authentication,
  },
  {
    codes: ['Power Platform API 429'],
    title: 'too many requests',
    why: 'Power Platform API throttles this client. The token itself is good and has been handed over.',
    fixes: [{ text: 'Run the job again later, or do without verify in jobs that run in great number.' }],
    retry: 'transient',
    docs: 'https://learn.microsoft.com/power-platform/admin/api-request-limits-allocations',
  },
  {
    codes: ['Power Platform API fault'],
    title: 'the service has a fault',
    why: 'Power Platform API, or a gateway before it, failed. The token itself is good and has been handed over.',
    fixes: [runAgain],
    retry: 'transient',
    docs: 'https://learn.microsoft.com/power-platform/admin/check-online-service-health',
  },
  {
    codes: ['Power Platform API unexpected answer'],
    title: 'the answer is no list of environments',
    why: 'The answer has another form than the documented one. A proxy or a sign-in page of the network may be in the way.',
    fixes: [{ text: "Check the network's proxy." }],
    retry: 'never',
    docs: authentication,
  },
]

/**
 * The request of Microsoft's tutorial, and the older way
 * (https://learn.microsoft.com/power-platform/developer/cli/reference/admin#pac-admin-application-register).
 */
function assignRole({ principal, tenantId, clientId, cloud }: Situation): Fix[] {
  const tenant = plainWord(tenantId, 'TENANT_ID')
  // Only an ID goes into a command: a claim could hold anything.
  const id = principal && isGuid(principal.id) ? principal.id : ''
  const assignment = {
    roleDefinitionId: READER,
    principalObjectId: id || 'OBJECT_ID',
    principalType: 'ApplicationUser',
    scope: `/tenants/${tenant}`,
  }
  const lookUp: Fix = {
    text: "Find the service principal's object ID, and put it where OBJECT_ID stands below:",
    command: `az ad sp show --id ${clientId || 'CLIENT_ID'} --query id --output tsv`,
  }
  return [
    ...(id ? [] : [lookUp]),
    {
      text: 'As a Power Platform administrator, assign it the role Reader (or another of the documentation):',
      command: [
        `az login --tenant ${tenant} --allow-no-subscriptions`,
        `echo ${quoteJson(assignment)} | az rest --method post --resource ${cloud.apiUrl} --url "${cloud.apiUrl}/authorization/roleAssignments?api-version=2024-10-01" --headers Content-Type=application/json --body '@-'`,
      ].join('\n'),
    },
    {
      text: 'Or the older way, which makes the app an administrator of all of Power Platform in the tenant (Power Platform CLI, pac auth create first):',
      command: `pac admin application register --application-id ${clientId || 'CLIENT_ID'}`,
    },
  ]
}
