/** The three listeners of the emulator. */
export type Service = 'login' | 'oidc' | 'api'

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

/** Where GitHub's issuer publishes its keys. */
export const gitHubIssuerHost = 'token.actions.githubusercontent.com'

/** Where a job asks for its OIDC token; GitHub has one such host for each of its regions. */
export const gitHubRequestHost = 'run-actions-1-azure-eastus.actions.githubusercontent.com'

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
  ...powerPlatformHosts.map((host) => [host, 'api'] as const),
])
