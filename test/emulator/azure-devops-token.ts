import { type JWTPayload, SignJWT } from 'jose'
import { opaque } from './access-token.ts'
import { azureDevOpsAppId, connectionAudience, type ServiceConnection } from './azure-devops-connection.ts'
import type { PipelineJob } from './azure-devops-job.ts'
import type { Directory } from './directory.ts'
import { azureDevOpsIssuerHost } from './hosts.ts'
import { createSigningKey, issuerSigningKey, type SigningKey } from './signing-key.ts'

/** The app that tokens for exchange are meant for, as Entra's own tokens name it: `api://AzureADTokenExchange`. */
export const tokenExchangeAppId = 'fb60f99c-7a34-4190-8149-302f77469936'

export interface MintOptions {
  directory: Directory
  /** Seconds */
  lifetime: number
  /** Over a plausible token's; undefined takes one away */
  claims?: JWTPayload
  /** Signs with a key that the issuer doesn't publish */
  forged?: boolean
}

/** Mints the OIDC token of a connection, by whichever issuer it has. */
export async function mintConnectionToken(
  connection: ServiceConnection,
  { directory, lifetime, claims, forged }: MintOptions,
): Promise<string> {
  const { issuer, subject } = connection.federatedCredential
  const isEntras = connection.issuedBy === 'entra'
  const own = isEntras
    ? entraClaims(connection, lifetime)
    : { ...azureDevOpsTimes(lifetime), jti: crypto.randomUUID(), aud: connectionAudience }
  const key = isEntras ? directory.signingKey : await issuerSigningKey(azureDevOpsIssuerHost)
  return sign(forged ? await createSigningKey('forged') : key, {
    iss: issuer,
    sub: subject,
    ...own,
    ...claims,
  })
}

/** Mints the token of a pipeline itself, when no connection is named. */
export async function mintPipelineToken(
  { project, pipeline }: PipelineJob,
  { lifetime, claims }: MintOptions,
): Promise<string> {
  const { organization } = project
  return sign(await issuerSigningKey(azureDevOpsIssuerHost), {
    jti: crypto.randomUUID(),
    sub: `p://${organization.name}/${project.name}/${pipeline}`,
    aud: connectionAudience,
    org_id: organization.id,
    prj_id: project.id,
    def_id: '12',
    rpo_id: 'b8b2a3f2-93e8-4b8a-8d4c-3f1f0e6e2b11',
    rpo_uri: `https://dev.azure.com/${organization.name}/${project.name}/_git/deploy`,
    rpo_ver: 'ffac537e6cbbf934b08745a378932722df287a53',
    rpo_ref: 'refs/heads/main',
    run_id: '4711',
    iss: organization.issuer,
    ...azureDevOpsTimes(lifetime),
    ...claims,
  })
}

/** Azure DevOps sets the start ten minutes back, for clocks that lag. */
function azureDevOpsTimes(lifetime: number) {
  const now = Math.floor(Date.now() / 1000)
  return { nbf: now - 600, exp: now + lifetime, iat: now }
}

/** The claims of a token that Entra issued for a connection, as one was posted in 2025. */
function entraClaims({ tenantId }: ServiceConnection, lifetime: number): JWTPayload {
  const now = Math.floor(Date.now() / 1000)
  return {
    aud: tokenExchangeAppId,
    iat: now,
    nbf: now,
    exp: now + lifetime,
    aio: opaque(39),
    azp: azureDevOpsAppId,
    azpacr: '2',
    idtyp: 'app',
    oid: crypto.randomUUID(),
    rh: `1.${opaque(45)}.`,
    tid: tenantId,
    uti: opaque(16),
    ver: '2.0',
    xms_ficinfo: 'CAAQARgAIAA',
    xms_idrel: '7 30',
  }
}

function sign(key: SigningKey, claims: JWTPayload): Promise<string> {
  const { kid, privateKey } = key
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: kid, kid }).sign(privateKey)
}
