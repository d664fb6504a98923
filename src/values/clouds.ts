/** Power Platform API's application ID, the same in every tenant. */
export const POWER_PLATFORM_API = '8578e004-a5c6-46e7-913e-12f58912df43'

/** Entra's own ID for its token exchange: the audience of tokens that it issues for service connections. */
export const TOKEN_EXCHANGE = 'fb60f99c-7a34-4190-8149-302f77469936'

/** One Power Platform cloud and the Entra cloud that it trusts. */
export interface Cloud {
  name: string
  /** Other names in use; compared without case and separators. */
  aliases: string[]
  /** Origin of the login host. */
  authorityHost: string
  /** Base address of Power Platform API, also the resource that a token is asked for. */
  apiUrl: string
  /** Audience that Entra expects in an OIDC token. */
  federatedAudience: string
  /**
   * Address of Power Platform's admin center, by which an administrator knows the cloud; where Microsoft
   * publishes it.
   */
  adminCenter?: string
  /** The cloud's name for `az cloud set`, where az has it built in (`az cloud list`). */
  azCloud?: string
  /** Base address of Microsoft Graph, where Microsoft publishes it. */
  graphUrl?: string
  /**
   * The cloud's name in Microsoft.PowerPlatform.EnterprisePolicies (its enumeration PPEndpoint), where the
   * module knows it.
   */
  moduleEndpoint?: string
}

/** The one that nearly everybody uses. */
export const publicCloud: Cloud = {
  name: 'public',
  aliases: ['commercial', 'AzureCloud'],
  authorityHost: 'https://login.microsoftonline.com',
  apiUrl: 'https://api.powerplatform.com',
  federatedAudience: 'api://AzureADTokenExchange',
  adminCenter: 'admin.powerplatform.microsoft.com',
  azCloud: 'AzureCloud',
  graphUrl: 'https://graph.microsoft.com',
  moduleEndpoint: 'prod',
}

/**
 * The clouds of Power Platform.
 * Hosts: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and the endpoints of
 * Microsoft's Agents SDK; audiences: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust.
 * Microsoft Graph: https://learn.microsoft.com/graph/deployments.
 * Admin centers: https://learn.microsoft.com/power-platform/admin/powerapps-us-government.
 * The audiences of `ex` and `rx` follow the pattern of the others; Microsoft publishes none.
 */
export const clouds: readonly Cloud[] = [
  publicCloud,
  {
    name: 'gcc',
    aliases: ['UsGov'],
    authorityHost: 'https://login.microsoftonline.com',
    apiUrl: 'https://api.gov.powerplatform.microsoft.us',
    federatedAudience: 'api://AzureADTokenExchange',
    adminCenter: 'gcc.admin.powerplatform.microsoft.us',
    azCloud: 'AzureCloud',
    graphUrl: 'https://graph.microsoft.com',
  },
  {
    name: 'gcc-high',
    aliases: ['UsGovHigh', 'GCCH'],
    authorityHost: 'https://login.microsoftonline.us',
    apiUrl: 'https://api.high.powerplatform.microsoft.us',
    federatedAudience: 'api://AzureADTokenExchangeUSGov',
    adminCenter: 'high.admin.powerplatform.microsoft.us',
    azCloud: 'AzureUSGovernment',
    graphUrl: 'https://graph.microsoft.us',
    moduleEndpoint: 'usgovhigh',
  },
  {
    name: 'dod',
    aliases: ['UsGovDod'],
    authorityHost: 'https://login.microsoftonline.us',
    apiUrl: 'https://api.appsplatform.us',
    federatedAudience: 'api://AzureADTokenExchangeUSGov',
    adminCenter: 'admin.appsplatform.us',
    azCloud: 'AzureUSGovernment',
    graphUrl: 'https://dod-graph.microsoft.us',
    moduleEndpoint: 'dod',
  },
  {
    name: 'china',
    aliases: ['Mooncake', 'AzureChinaCloud'],
    authorityHost: 'https://login.partner.microsoftonline.cn',
    apiUrl: 'https://api.powerplatform.partner.microsoftonline.cn',
    federatedAudience: 'api://AzureADTokenExchangeChina',
    adminCenter: 'admin.powerplatform.partner.microsoftonline.cn',
    azCloud: 'AzureChinaCloud',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    moduleEndpoint: 'china',
  },
  {
    name: 'ex',
    aliases: ['UsNat'],
    authorityHost: 'https://login.microsoftonline.eaglex.ic.gov',
    apiUrl: 'https://api.powerplatform.eaglex.ic.gov',
    federatedAudience: 'api://AzureADTokenExchangeUSNat',
  },
  {
    name: 'rx',
    aliases: ['UsSec'],
    authorityHost: 'https://login.microsoftonline.microsoft.scloud',
    apiUrl: 'https://api.powerplatform.microsoft.scloud',
    federatedAudience: 'api://AzureADTokenExchangeUSSec',
  },
]

/** Names of Azure's and of everyday speech that stand for several of them. */
const ambiguous: readonly { names: string[]; clouds: string[] }[] = [
  { names: ['AzureUSGovernment', 'AzureGovernment', 'AzureGov'], clouds: ['gcc-high', 'dod'] },
  { names: ['gov', 'government', 'USGovernment'], clouds: ['gcc', 'gcc-high', 'dod'] },
]

/** The clouds that an ambiguous name can mean; none for any other. */
export function candidateClouds(name: string): Cloud[] {
  const wanted = fold(name)
  const row = ambiguous.find(({ names }) => names.some((known) => fold(known) === wanted))
  return clouds.filter((cloud) => row?.clouds.includes(cloud.name))
}

/** Finds a cloud by name or alias, whatever its case or separators (`GCC High`, `gcc_high`, `UsGovHigh`). */
export function findCloud(name: string): Cloud | undefined {
  const wanted = fold(name)
  return clouds.find((cloud) => [cloud.name, ...cloud.aliases].some((known) => fold(known) === wanted))
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s._-]/g, '')
}
