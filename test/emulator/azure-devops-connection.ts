/** How a connection proves who it is; a federation has nothing to keep. */
export type ConnectionCredential =
  | 'federation'
  | 'managed-identity'
  | { secret: string }
  /** PEM with certificate and key */
  | { certificate: string }
  | { publishProfile: string }
  | { username: string; password: string }

export interface ServiceConnectionOptions {
  name?: string
  id?: string
  /** Of Azure Resource Manager unless something else is said */
  type?: 'AzureRM' | 'powerplatform-spn' | 'Generic'
  credential?: ConnectionCredential
  /** The app registration or managed identity behind it, and its tenant */
  tenant?: { id: string }
  app?: { clientId: string }
  /** Whose tokens a federation presents: Entra's, as all since the end of 2025, or those of Azure DevOps itself */
  issuer?: 'entra' | 'azure-devops'
  /** The cloud, as Azure's connections call it */
  environment?: keyof typeof clouds
  /** Of a Power Platform connection, its environment */
  url?: string
  /** Over what follows from the rest */
  parameters?: Record<string, string>
  data?: Record<string, string>
}

const clouds = {
  AzureCloud: {
    environmentUrl: 'https://management.azure.com/',
    activeDirectoryAuthority: 'https://login.microsoftonline.com/',
    environmentAuthorityUrl: 'https://login.windows.net/',
  },
  AzureUSGovernment: {
    environmentUrl: 'https://management.usgovcloudapi.net/',
    activeDirectoryAuthority: 'https://login.microsoftonline.us/',
    environmentAuthorityUrl: 'https://login.microsoftonline.us/',
  },
  AzureChinaCloud: {
    environmentUrl: 'https://management.chinacloudapi.cn/',
    activeDirectoryAuthority: 'https://login.chinacloudapi.cn/',
    environmentAuthorityUrl: 'https://login.chinacloudapi.cn/',
  },
}

/** What every federated credential of a connection names, and no caller can change. */
export const connectionAudience = 'api://AzureADTokenExchange'

/** The app of Azure DevOps itself, in whose name Entra issues the tokens of connections. */
export const azureDevOpsAppId = '499b84ac-1321-427f-aa17-267ca6975798'

/** Where a connection lives. */
interface Owner {
  organization: { id: string; name: string; issuer: string }
  project: { name: string }
}

/** A service connection, as the job's message describes it to the agent. */
export class ServiceConnection {
  readonly id: string
  readonly name: string
  readonly type: NonNullable<ServiceConnectionOptions['type']>
  readonly url: string
  readonly scheme: string
  readonly parameters: Record<string, string>
  readonly data: Record<string, string>
  readonly tenantId: string
  readonly clientId: string
  readonly issuedBy: 'entra' | 'azure-devops'
  /** What a federated credential must have for its tokens to be taken, byte by byte */
  readonly federatedCredential: { issuer: string; subject: string; audience: string }

  constructor({ organization, project }: Owner, options: ServiceConnectionOptions) {
    const { credential = 'federation', environment = 'AzureCloud' } = options
    this.id = options.id ?? crypto.randomUUID()
    this.name = options.name ?? 'contoso-deploy'
    this.type = options.type ?? 'AzureRM'
    this.tenantId = options.tenant?.id ?? crypto.randomUUID()
    this.clientId = options.app?.clientId ?? crypto.randomUUID()
    this.issuedBy = options.issuer ?? 'entra'
    this.federatedCredential = {
      ...(this.issuedBy === 'entra'
        ? {
            issuer: `https://login.microsoftonline.com/${this.tenantId}/v2.0`,
            subject: `/eid1/c/pub/t/${guidBytes(this.tenantId)}/a/${guidBytes(azureDevOpsAppId)}/sc/${organization.id}/${this.id}`,
          }
        : { issuer: organization.issuer, subject: `sc://${organization.name}/${project.name}/${this.name}` }),
      audience: connectionAudience,
    }
    const { scheme, parameters, data = {} } = this.#authorization(credential)
    this.scheme = scheme
    this.parameters = { ...parameters, ...options.parameters }
    this.url =
      options.url ??
      (this.type === 'AzureRM' ? clouds[environment].environmentUrl : 'https://contoso.crm4.dynamics.com/')
    this.data = {
      ...(this.type === 'AzureRM' && { ...azureData(environment), ...data }),
      ...options.data,
    }
  }

  /** Names differ in their case from type to type, as the extensions that made them have it. */
  #authorization(credential: ConnectionCredential): {
    scheme: string
    parameters: Record<string, string>
    data?: Record<string, string>
  } {
    const isAzure = this.type === 'AzureRM'
    const identity = { tenantid: this.tenantId, serviceprincipalid: this.clientId }
    if (credential === 'federation') {
      const { issuer, subject } = this.federatedCredential
      const federation = {
        workloadIdentityFederationIssuer: issuer,
        workloadIdentityFederationSubject: subject,
      }
      return {
        scheme: 'WorkloadIdentityFederation',
        parameters: { ...identity, ...(isAzure && federation) },
      }
    }
    if (credential === 'managed-identity') {
      return { scheme: 'ManagedServiceIdentity', parameters: { tenantid: this.tenantId } }
    }
    if ('username' in credential) return { scheme: 'UsernamePassword', parameters: { ...credential } }
    if ('publishProfile' in credential) {
      const parameters = { ...credential, tenantid: this.tenantId }
      return { scheme: 'PublishProfile', parameters, data: { resourceId: `/sites/${this.name}` } }
    }
    if ('certificate' in credential) {
      const certificate = {
        authenticationType: 'spnCertificate',
        servicePrincipalCertificate: credential.certificate,
      }
      return { scheme: 'ServicePrincipal', parameters: { ...identity, ...certificate } }
    }
    const { secret } = credential
    if (isAzure) {
      const key = { authenticationType: 'spnKey', serviceprincipalkey: secret }
      return { scheme: 'ServicePrincipal', parameters: { ...identity, ...key } }
    }
    // The scheme's name is a guess: it follows from that of the extension's contribution.
    const parameters = { tenantId: this.tenantId, applicationId: this.clientId, clientSecret: secret }
    return { scheme: 'None', parameters }
  }
}

function azureData(environment: keyof typeof clouds): Record<string, string> {
  return {
    environment,
    scopeLevel: 'Subscription',
    subscriptionId: crypto.randomUUID(),
    subscriptionName: 'Contoso',
    creationMode: 'Manual',
    ...clouds[environment],
    activeDirectoryServiceEndpointResourceId: 'https://management.core.windows.net/',
    microsoftGraphUrl: 'https://graph.microsoft.com/',
  }
}

/** A GUID's bytes as .NET orders them, the first three parts the other way round, in base64url. */
export function guidBytes(guid: string): string {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex')
  bytes.subarray(0, 4).reverse()
  bytes.subarray(4, 6).reverse()
  bytes.subarray(6, 8).reverse()
  return bytes.toString('base64url')
}
