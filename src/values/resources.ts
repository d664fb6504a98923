import { type Cloud, clouds, POWER_PLATFORM_API } from './clouds.ts'
import { parseUrl } from './parse-url.ts'

export type ResourceName =
  | 'Power Platform API'
  | 'Dataverse'
  | 'Microsoft Graph'
  | 'Azure Resource Manager'
  | 'Azure Key Vault'
  | 'Azure DevOps'
  | 'Power BI'

/** An API of Microsoft's that tokens are often asked for. */
export interface Resource {
  name: ResourceName
  /** Its application ID, the same in every tenant. */
  appId: string
  /** Of its addresses, in lower case. */
  host: RegExp
  /** What stands before `/.default`, by cloud; its ID stands for it in all others. */
  identifiers: Readonly<Record<string, string>>
  /** Another address of the same, by cloud. */
  synonyms?: Readonly<Record<string, string>>
}

/**
 * IDs: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in and
 * https://learn.microsoft.com/power-platform/admin/apps-to-allow.
 */
export const resources: readonly Resource[] = [
  {
    name: 'Power Platform API',
    appId: POWER_PLATFORM_API,
    ...inClouds(({ apiUrl }) => apiUrl),
  },
  {
    // https://learn.microsoft.com/power-apps/developer/data-platform/discovery-service has a host for each cloud.
    name: 'Dataverse',
    appId: '00000007-0000-0000-c000-000000000000',
    host: /^[^.]+(\.api)?\.(crm\d*\.dynamics\.com|crm\.(microsoftdynamics\.us|appsplatform\.us|dynamics\.cn))$/,
    identifiers: {
      public: 'https://ENVIRONMENT.crm.dynamics.com',
      gcc: 'https://ENVIRONMENT.crm9.dynamics.com',
      'gcc-high': 'https://ENVIRONMENT.crm.microsoftdynamics.us',
      dod: 'https://ENVIRONMENT.crm.appsplatform.us',
      china: 'https://ENVIRONMENT.crm.dynamics.cn',
    },
  },
  {
    name: 'Microsoft Graph',
    appId: '00000003-0000-0000-c000-000000000000',
    ...inClouds(({ graphUrl }) => graphUrl),
  },
  {
    // As `az cloud list` has them (resourceManager, activeDirectoryResourceId).
    name: 'Azure Resource Manager',
    appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    host: oneOf([
      'management.azure.com',
      'management.core.windows.net',
      'management.usgovcloudapi.net',
      'management.core.usgovcloudapi.net',
      'management.chinacloudapi.cn',
      'management.core.chinacloudapi.cn',
    ]),
    identifiers: {
      public: 'https://management.azure.com',
      gcc: 'https://management.azure.com',
      'gcc-high': 'https://management.usgovcloudapi.net',
      dod: 'https://management.usgovcloudapi.net',
      china: 'https://management.chinacloudapi.cn',
    },
    synonyms: {
      public: 'https://management.core.windows.net',
      gcc: 'https://management.core.windows.net',
      'gcc-high': 'https://management.core.usgovcloudapi.net',
      dod: 'https://management.core.usgovcloudapi.net',
      china: 'https://management.core.chinacloudapi.cn',
    },
  },
  {
    // https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates#dns-suffixes-for-object-identifiers
    name: 'Azure Key Vault',
    appId: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
    host: /^([^.]+\.)?vault\.(azure\.net|usgovcloudapi\.net|azure\.cn)$/,
    identifiers: {
      public: 'https://vault.azure.net',
      gcc: 'https://vault.azure.net',
      'gcc-high': 'https://vault.usgovcloudapi.net',
      dod: 'https://vault.usgovcloudapi.net',
      china: 'https://vault.azure.cn',
    },
  },
  {
    // https://learn.microsoft.com/azure/devops/integrate/get-started/authentication/service-principal-managed-identity
    name: 'Azure DevOps',
    appId: '499b84ac-1321-427f-aa17-267ca6975798',
    host: oneOf(['app.vssps.visualstudio.com', 'dev.azure.com']),
    identifiers: {},
  },
  {
    // https://learn.microsoft.com/power-bi/developer/embedded/embed-sample-for-customers-national-clouds
    name: 'Power BI',
    appId: '00000009-0000-0000-c000-000000000000',
    host: /^(analysis\.(windows\.net|chinacloudapi\.cn)|((high|mil)\.)?analysis\.usgovcloudapi\.net|api\.(powerbi|fabric\.microsoft)\.com)$/,
    identifiers: {
      public: 'https://analysis.windows.net/powerbi/api',
      gcc: 'https://analysis.usgovcloudapi.net/powerbi/api',
      'gcc-high': 'https://high.analysis.usgovcloudapi.net/powerbi/api',
      dod: 'https://mil.analysis.usgovcloudapi.net/powerbi/api',
      china: 'https://analysis.chinacloudapi.cn/powerbi/api',
    },
  },
]

/** The resource of a scope: of its URL, or of its application ID. */
export function findResource(scope: string): Resource | undefined {
  const text = scope.toLowerCase()
  const hostname = parseUrl(text)?.hostname ?? ''
  return resources.find(
    ({ appId, host }) => text === appId || text.startsWith(`${appId}/`) || host.test(hostname),
  )
}

export function getResource(name: ResourceName): Resource {
  return resources.find((resource) => resource.name === name) as Resource
}

/** The scope for all that was granted. */
export function defaultScope({ identifiers, appId }: Resource, { name }: Cloud): string {
  return `${identifiers[name] ?? appId}/.default`
}

/** A resource as it is compared: its case, slashes at its end and `/.default` don't count. */
export function plainResource(text: string): string {
  let plain = text.trim().toLowerCase()
  if (plain.endsWith('/.default')) plain = plain.slice(0, -'/.default'.length)
  while (plain.endsWith('/')) plain = plain.slice(0, -1)
  return plain
}

/** All that clients call this resource, to be compared. One with an address for each environment has no ID in common. */
export function namesOfResource(resource: string, { name: cloud }: Cloud): readonly string[] {
  const plain = plainResource(resource)
  const { appId, identifiers = {}, synonyms = {} } = findResource(plain) ?? {}
  const names = [appId, identifiers[cloud], synonyms[cloud]].flatMap((each) =>
    each ? plainResource(each) : [],
  )
  return names.includes(plain) && !identifiers[cloud]?.includes('ENVIRONMENT') ? names : [plain]
}

/** Of an API with one address in each cloud that has it. */
function inClouds(addressOf: (cloud: Cloud) => string | undefined): Pick<Resource, 'host' | 'identifiers'> {
  const rows = clouds.flatMap((cloud) => {
    const address = addressOf(cloud)
    return address ? [[cloud.name, address] as const] : []
  })
  return {
    host: oneOf(rows.map(([, address]) => address.slice('https://'.length))),
    identifiers: Object.fromEntries(rows),
  }
}

function oneOf(hosts: readonly string[]): RegExp {
  return new RegExp(`^(${hosts.map((host) => host.replaceAll('.', '\\.')).join('|')})$`)
}
