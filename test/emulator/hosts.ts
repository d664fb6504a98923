/** The listeners of the emulator: Entra, GitHub's OIDC issuer, Power Platform API, Azure DevOps, Microsoft Graph. */
export type Service = 'login' | 'oidc' | 'api' | 'devops' | 'graph'

/** API bases of Power Platform, one a cloud. */
export const powerPlatformHosts = [
  'api.powerplatform.com',
  'api.gov.powerplatform.microsoft.us',
  'api.high.powerplatform.microsoft.us',
  'api.appsplatform.us',
  'api.powerplatform.partner.microsoftonline.cn',
  'api.powerplatform.eaglex.ic.gov',
  'api.powerplatform.microsoft.scloud',
]

/** Microsoft Graph, one a cloud (https://learn.microsoft.com/graph/deployments); the last two clouds' aren't published. */
export const graphHosts = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
]

/** Where GitHub's issuer publishes its keys. */
export const gitHubIssuerHost = 'token.actions.githubusercontent.com'

/** Where a job asks for its OIDC token; GitHub has one such host for each of its regions. */
export const gitHubRequestHost = 'run-actions-1-azure-eastus.actions.githubusercontent.com'

/** Where the organizations of Azure DevOps are. */
export const azureDevOpsHost = 'dev.azure.com'

/** Where Azure DevOps publishes the keys of the tokens that it signs itself. */
export const azureDevOpsIssuerHost = 'vstoken.dev.azure.com'

/** Where it sends whoever is not signed in; there is one such host for each of its regions. */
export const azureDevOpsSignInHost = 'spsprodeus21.vssps.visualstudio.com'

/** Every real host name that the emulator answers for, and the listener that plays it. */
export const realHosts: ReadonlyMap<string, Service> = new Map<string, Service>([
  ['login.microsoftonline.com', 'login'],
  ['login.windows.net', 'login'],
  ['login.microsoft.com', 'login'],
  ['login.microsoftonline.us', 'login'],
  ['login.partner.microsoftonline.cn', 'login'],
  ['login.chinacloudapi.cn', 'login'],
  ['login.microsoftonline.eaglex.ic.gov', 'login'],
  ['login.microsoftonline.microsoft.scloud', 'login'],
  ['sts.windows.net', 'login'],
  [gitHubIssuerHost, 'oidc'],
  [gitHubRequestHost, 'oidc'],
  [azureDevOpsHost, 'devops'],
  ['contoso.visualstudio.com', 'devops'],
  [azureDevOpsIssuerHost, 'devops'],
  [azureDevOpsSignInHost, 'devops'],
  ...powerPlatformHosts.map((host) => [host, 'api'] as const),
  ...graphHosts.map((host) => [host, 'graph'] as const),
])
