import leven from 'leven'
import type { Fix } from '../failure/failure.ts'
import { isGuid } from '../values/guid.ts'
import { parseUrl } from '../values/parse-url.ts'
import { printable } from '../values/printable.ts'
import {
  defaultScope,
  findResource,
  getResource,
  plainResource,
  type Resource,
  type ResourceName,
  resources,
} from '../values/resources.ts'
import { nameTenant, readSetUp } from './fixes.ts'
import { choosePermission } from './permission.ts'
import type { Situation } from './remedy.ts'

/** What a refusal means for one API. */
interface ApiAdvice {
  /** Why the tenant does not know it. */
  unknown(situation: Situation): string
  /** What to do then. */
  find(situation: Situation): Fix[]
  /** What lets an app in that signs in as itself. */
  admit(situation: Situation): Fix[]
}

/** What a token is asked for. */
interface Api extends ApiAdvice {
  name: string
  appId: string
  resource: Resource | undefined
}

const advice: Record<ResourceName, ApiAdvice> = {
  'Power Platform API': {
    unknown: (situation) =>
      `${nameTenant(situation)} does not know Power Platform API: it was never used there, or the tenant is the wrong one, or the scope is of another cloud.`,
    find: () => [create('Power Platform API')],
    admit: (situation) => [
      {
        text: `An app that signs in as itself needs no permission or consent, but a Power Platform role${readSetUp(situation, '6. A Power Platform role')}.`,
      },
    ],
  },
  Dataverse: {
    unknown: ({ tenantId, cloud }) =>
      `In Entra, each Dataverse environment is an API of its own: the environment's URL is wrong, or the environment belongs to another tenant${tenantId && ` than ${tenantId}`}, or to another cloud than ${cloud.name}.`,
    find: (situation) => [
      {
        text: "See the tenant's environments and their URLs (Power Platform CLI; pac auth create first):",
        command: 'pac admin list',
      },
      ...advice.Dataverse.admit(situation),
    ],
    // https://learn.microsoft.com/power-platform/developer/cli/reference/admin#pac-admin-assign-user
    admit: ({ scopes, clientId }) => [
      {
        text: 'In the environment, the app must be an application user with a security role (here Basic User). With the Power Platform CLI, or in the Power Platform admin center under Environments › the environment › Settings › Users + permissions › Application users:',
        command: `pac admin assign-user --environment ${environmentOf(scopes) ?? 'ENVIRONMENT_URL'} --user ${clientId || 'CLIENT_ID'} --role "Basic User" --application-user`,
      },
    ],
  },
  'Microsoft Graph': {
    unknown: ({ cloud }) =>
      `Microsoft Graph is not missing, for every tenant has it: the scope is misspelt, or of another cloud than ${cloud.name}.`,
    find: (situation) => [setScope(situation, 'Microsoft Graph')],
    admit: (situation) => [
      {
        text: "Graph lets an app do what its application permissions say, with an administrator's consent.",
      },
      ...choosePermission(situation, getResource('Microsoft Graph').appId, 'Role'),
    ],
  },
  'Azure Resource Manager': {
    unknown: ({ cloud }) =>
      `Azure Resource Manager is not missing, for every tenant has it: the scope is misspelt, or of another cloud than ${cloud.name}.`,
    find: (situation) => [setScope(situation, 'Azure Resource Manager')],
    admit: ({ clientId }) => [
      {
        text: 'The app needs an Azure role at a subscription, resource group or resource:',
        command: `az role assignment create --assignee ${clientId || 'CLIENT_ID'} --role Reader --scope /subscriptions/SUBSCRIPTION_ID`,
      },
    ],
  },
  'Azure Key Vault': {
    unknown: ({ cloud }) =>
      `A token for any key vault is asked for at one address, not at the vault's own: the scope is another, or of another cloud than ${cloud.name}. Or the tenant has never used Azure Key Vault.`,
    find: (situation) => [setScope(situation, 'Azure Key Vault'), orCreate('Azure Key Vault')],
    admit: ({ clientId }) => [
      {
        text: 'The app needs a role at the vault (or, where the vault has no Azure roles, an access policy):',
        command: `az role assignment create --assignee ${clientId || 'CLIENT_ID'} --role "Key Vault Secrets User" --scope $(az keyvault show --name VAULT --query id --output tsv)`,
      },
    ],
  },
  'Azure DevOps': {
    unknown: (situation) =>
      `${nameTenant(situation)} does not know Azure DevOps: no organization is connected to it, or the tenant is the wrong one.`,
    find: (situation) => [setScope(situation, 'Azure DevOps'), orCreate('Azure DevOps')],
    admit: () => [
      {
        text: 'Add the app to the organization, which must be connected to the tenant: Azure DevOps › Organization settings › Users › Add users, with an access level and a project.',
      },
    ],
  },
  'Power BI': {
    unknown: (situation) =>
      `${nameTenant(situation)} does not know Power BI: nobody has used it there, or the tenant is the wrong one, or the scope is of another cloud than ${situation.cloud.name}.`,
    find: (situation) => [setScope(situation, 'Power BI'), orCreate('Power BI')],
    admit: () => [
      {
        text: 'Let apps in, or those of a security group: Power BI admin portal › Tenant settings › Developer settings › Allow service principals to use Power BI APIs. Then add the app to the workspace (Manage access).',
      },
    ],
  },
}

/** The API that the token was asked for. A user may also have asked for OpenID's own scopes. */
export function apiOf({ scopes }: Pick<Situation, 'scopes'>): Api {
  const resource = scopes.map((scope) => findResource(scope)).find(Boolean)
  if (resource) return { ...advice[resource.name], name: resource.name, appId: resource.appId, resource }
  const appId = scopes.map((scope) => scope.split('/')[0] ?? '').find(isGuid) ?? 'API_ID'
  return {
    name: 'the API',
    appId,
    resource,
    unknown: (situation) =>
      `${nameTenant(situation)} does not know this API: it was never used there, or the tenant is the wrong one, or the scope is misspelt or of another cloud.`,
    find: ({ words }) => [
      ...scopes.filter((scope) => parseUrl(scope)).map((scope) => checkSpelling(scope, words.input('scope'))),
      {
        text: `Create the API's service principal${appId === 'API_ID' ? ', with its application ID in the place of API_ID' : ''}:`,
        command: `az ad sp create --id ${appId}`,
      },
    ],
    admit: (situation) => [
      {
        text: "Ask who runs the API what it wants of an app. Mostly it is an application permission of the API's.",
      },
      ...choosePermission(situation, appId, 'Role'),
    ],
  }
}

/** Of every API, in every cloud. */
const addresses = resources.flatMap(({ identifiers, synonyms = {} }) =>
  [identifiers, synonyms].flatMap((each) => Object.values(each)),
)

/** Letters that a misspelt address may have too many, too few or wrong. */
const MAX_MISTAKES = 2
/** Characters of an address; comparing takes quadratic time. */
const MAX_ADDRESS = 100

function checkSpelling(scope: string, input: string): Fix {
  const address = plainResource(scope)
  const near =
    address.length <= MAX_ADDRESS ? addresses.find((each) => leven(each, address) <= MAX_MISTAKES) : undefined
  const meant = near ? ` Did you mean ${near}?` : ''
  return { text: `Check the spelling of ${printable(address)} in ${input}.${meant}` }
}

function create(name: ResourceName): Fix {
  return {
    text: `Create the service principal of ${name}:`,
    command: `az ad sp create --id ${getResource(name).appId}`,
  }
}

function orCreate(name: ResourceName): Fix {
  return { ...create(name), text: `Or create the service principal of ${name}:` }
}

/** To correct a scope. What was sent already is no correction. */
function setScope({ scopes, cloud, words }: Situation, name: ResourceName): Fix {
  const environment = name === 'Dataverse' ? environmentOf(scopes) : undefined
  const right = environment ? `${environment}/.default` : defaultScope(getResource(name), cloud)
  if (scopes.length === 1 && scopes[0]?.toLowerCase() === right) {
    return {
      text: environment
        ? `The scope is the one of this environment. Check the input ${words.input('cloud')}, and the environment's URL.`
        : `The scope is the one of ${name} in cloud ${cloud.name}. Check the input ${words.input('cloud')}, and ${words.input('authority-host')}, if it is set.`,
    }
  }
  const input = words.input('scope')
  const orLeaveOut =
    name === 'Power Platform API' ? `Leave the input ${input} out, or set it` : `Set the input ${input}`
  return { text: `${orLeaveOut} to ${right}.` }
}

export function onlyDefaultScope(situation: Situation): Fix {
  return setScope(situation, apiOf(situation).resource?.name ?? 'Power Platform API')
}

/** The address of the Dataverse environment; undefined without one that is fit for a command. */
function environmentOf(scopes: readonly string[]): string | undefined {
  const scope = scopes.find((each) => findResource(each)?.name === 'Dataverse')
  const hostname = parseUrl(scope ?? '')?.hostname
  return hostname && /^[a-z0-9.-]+$/.test(hostname) ? `https://${hostname}` : undefined
}
