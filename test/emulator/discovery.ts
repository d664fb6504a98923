import { EntraError } from './entra-error.ts'
import type { RecordedRequest, Reply } from './request.ts'
import type { SigningKey } from './signing-key.ts'

/** The clouds that know each other, as login.microsoftonline.com answers them. */
const instances = [
  {
    preferred_network: 'login.microsoftonline.com',
    preferred_cache: 'login.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  },
  {
    preferred_network: 'login.partner.microsoftonline.cn',
    preferred_cache: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
  },
  {
    preferred_network: 'login.microsoftonline.us',
    preferred_cache: 'login.microsoftonline.us',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  },
]

/** OpenID Connect discovery of a tenant; every URL is on the host that the client asked. */
export function openIdConfiguration({ host }: RecordedRequest, tenant: string, version: '' | 'v2.0'): Reply {
  const base = `https://${host}/${tenant}`
  const oauth2 = version ? `${base}/oauth2/v2.0` : `${base}/oauth2`
  return {
    status: 200,
    headers: { 'Cache-Control': 'max-age=86400, private' },
    body: {
      token_endpoint: `${oauth2}/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: version ? `${base}/discovery/v2.0/keys` : `${base}/discovery/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: version ? `${base}/v2.0` : `https://sts.windows.net/${tenant}/`,
      request_uri_parameter_supported: false,
      authorization_endpoint: `${oauth2}/authorize`,
      device_authorization_endpoint: `${oauth2}/devicecode`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      end_session_endpoint: `${oauth2}/logout`,
      tenant_region_scope: tenant === '{tenantid}' ? null : 'EU',
      cloud_instance_name: 'microsoftonline.com',
      cloud_graph_host_name: 'graph.windows.net',
      msgraph_host: 'graph.microsoft.com',
      rbac_url: 'https://pas.windows.net',
    },
  }
}

/** The keys that access tokens are signed with. */
export function jwks({ host }: RecordedRequest, tenant: string, { jwk }: SigningKey): Reply {
  const issuer = `https://${host}/${tenant}/v2.0`
  return {
    status: 200,
    headers: { 'Cache-Control': 'max-age=86400, private' },
    body: { keys: [{ ...jwk, cloud_instance_name: 'microsoftonline.com', issuer }] },
  }
}

/** Instance discovery, where MSAL asks whether it may trust an authority that it doesn't know. */
export function instanceDiscovery({ query }: RecordedRequest): Reply {
  const endpoint = URL.parse(query.get('authorization_endpoint') ?? '')
  const known = instances.some(({ aliases }) => aliases.includes(endpoint?.host ?? ''))
  if (!endpoint || !known) throw new EntraError(50049)
  const tenant = endpoint.pathname.split('/')[1]
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${endpoint.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': query.get('api-version') ?? '1.0',
      metadata: instances,
    },
  }
}
