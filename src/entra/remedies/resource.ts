import { POWER_PLATFORM_API } from '../../clouds.ts'
import type { Fix } from '../../failure.ts'
import { printable } from '../../printable.ts'
import { defaultScope, getResource } from '../../resources.ts'
import { quoteJson } from '../../shell.ts'
import { apiOf, onlyDefaultScope } from './apis.ts'
import { delegatedPermissions } from './delegated-permissions.ts'
import { reportBug } from './fixes.ts'
import { addPermission, choosePermission, consent } from './permission.ts'
import { errorPage, type Remedy, type Situation } from './remedy.ts'

const scopes = 'https://learn.microsoft.com/entra/identity-platform/scopes-oidc'
const setUp = 'https://learn.microsoft.com/power-platform/admin/programmability-authentication-v2'
const assignApps = 'https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments'

/** The delegated permission that lists environments. */
const READ_ENVIRONMENTS = 'EnvironmentManagement.Environments.Read'
/** For who is assigned without a role of the API's (appRoleId in Microsoft's page). */
const NO_ROLE = '00000000-0000-0000-0000-000000000000'

const asked = ({ scopes }: Situation) => printable(scopes.join(' '))

/** Delegated permissions for a user's token; an app that signs in as itself has no use for them. */
export function allow(situation: Situation): Fix[] {
  const { name, appId, admit } = apiOf(situation)
  if (situation.credential !== 'password') return admit(situation)
  return name === 'Power Platform API' ? allowNamed(situation) : choosePermission(situation, appId, 'Scope')
}

/** The permissions that Power Platform API named, else the one that lists environments; those without a known ID are looked up. */
export function allowNamed(situation: Situation): Fix[] {
  const names = situation.permissions?.length ? situation.permissions : [READ_ENVIRONMENTS]
  const add = names.map((name, index) => {
    const lookUp = `az ad sp show --id ${POWER_PLATFORM_API} --query "oauth2PermissionScopes[?value=='${name}'].id" --output tsv`
    return {
      text: `${index === 0 ? 'Add' : 'Or add'} the delegated permission ${name} to the app:`,
      command: addPermission(
        situation,
        POWER_PLATFORM_API,
        delegatedPermissions[name] ?? `"$(${lookUp})"`,
        'Scope',
      ),
    }
  })
  return [...add, consent(situation)]
}

/** For an API that is only for who is assigned to it. The portal assigns people and groups alone. */
export function assignToApi(situation: Situation): Fix[] {
  const { name, appId } = apiOf(situation)
  const { clientId, cloud } = situation
  const graph = defaultScope(getResource('Microsoft Graph'), cloud).replace(/\/\.default$/, '')
  const assignment = { principalId: 'PRINCIPAL_ID', resourceId: 'RESOURCE_ID', appRoleId: NO_ROLE }
  return [
    {
      text: "Assign the app, which the portal's page Users and groups can't. First show the object IDs of two service principals, the app's (PRINCIPAL_ID) and the API's (RESOURCE_ID):",
      command: `az ad sp show --id ${clientId || 'CLIENT_ID'} --query id --output tsv\naz ad sp show --id ${appId} --query id --output tsv`,
    },
    {
      text: `Then put them in here. If the API has roles for apps (az ad sp show --id ${appId} --query appRoles), put the ID of one into appRoleId:`,
      command: `echo ${quoteJson(assignment)} | az rest --method post --url "${graph}/v1.0/servicePrincipals/PRINCIPAL_ID/appRoleAssignments" --headers Content-Type=application/json --body '@-'`,
    },
    {
      text: `Or let ${name} not demand it of anybody:`,
      command: `az ad sp update --id ${appId} --set appRoleAssignmentRequired=false`,
    },
  ]
}

/** Refusals because of what the token is for. */
export const resourceRemedies: readonly Remedy[] = [
  {
    codes: [500011, 650052],
    title: 'the API has no service principal in this tenant',
    why: (situation) => `The token was asked for ${asked(situation)}. ${apiOf(situation).unknown(situation)}`,
    fixes: (situation) => apiOf(situation).find(situation),
    retry: 'propagation',
    docs: setUp,
  },
  {
    codes: [500014, 7000117],
    title: "the API's service principal is disabled",
    why: (situation) =>
      `The token was asked for ${asked(situation)}. A licence of the tenant has lapsed, or an administrator switched the API off.`,
    fixes: (situation) => {
      const { name, appId } = apiOf(situation)
      return [
        { text: `Check whether the tenant still has its licences for ${name}.` },
        {
          text: `Switch ${name} on again:`,
          command: `az ad sp update --id ${appId} --set accountEnabled=true`,
        },
      ]
    },
    retry: 'never',
    docs: errorPage(500014),
  },
  {
    codes: [650057],
    title: 'the app has no permission of this API',
    why: (situation) =>
      `The token was asked for ${asked(situation)}, and the app registration lists no permission of that API. A new one takes a minute to spread.`,
    fixes: allow,
    retry: 'propagation',
    docs: setUp,
  },
  {
    codes: [650053],
    title: 'the API has no such permission',
    why: (situation) => `The scope ${asked(situation)} names a permission that the API does not have.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [1002012],
    title: 'the scope of an app must end in /.default',
    why: (situation) =>
      `The scope was ${asked(situation)}. An app that signs in as itself asks for all that it was granted, and for one API.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [70011],
    title: 'the scope is not valid',
    why: (situation) => `The scope was ${asked(situation)}.`,
    fixes: (situation) => [onlyDefaultScope(situation)],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [28000],
    title: 'the scope names more than one API',
    why: (situation) => `The scope was ${asked(situation)}, and a token is for one API only.`,
    fixes: [{ text: 'Name scopes of one API, and run this action once for each API.' }],
    retry: 'never',
    docs: scopes,
  },
  {
    codes: [70003],
    title: 'Entra does not take this way to ask for a token',
    why: ({ credential }) =>
      credential === 'password'
        ? 'This login host does not allow a sign-in by user name and password.'
        : 'This login host does not know the grant type of the request.',
    fixes: [{ text: 'Check authority-host, if it is set: it must be a login host of Entra.' }, reportBug],
    retry: 'never',
    docs: errorPage(70003),
  },
  {
    codes: [90009],
    title: 'the scope names the app itself',
    why: (situation) => `The token was asked for ${asked(situation)}, which is the app's own API.`,
    fixes: (situation) => [
      onlyDefaultScope(situation),
      { text: `If the app's own API is meant: scope: ${situation.clientId}/.default` },
    ],
    retry: 'never',
    docs: errorPage(90009),
  },
  {
    codes: [501051],
    title: 'the app is not assigned to a role of the API',
    why: "The API's enterprise application demands that who uses it is assigned to it.",
    fixes: assignToApi,
    retry: 'never',
    docs: assignApps,
  },
]
