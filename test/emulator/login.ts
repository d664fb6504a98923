import { answerAuthorizeRequest } from './authorize-page.ts'
import { answerDeviceCodeRequest } from './device-code-grant.ts'
import type { Directory } from './directory.ts'
import { instanceDiscovery, jwks, openIdConfiguration } from './discovery.ts'
import { EntraError, entraErrorReply } from './entra-error.ts'
import type { FetchIssuerDocument } from './issuer-keys.ts'
import type { Handler } from './listener.ts'
import type { RecordedRequest, Reply } from './request.ts'
import { answerTokenRequest, grantTypes } from './token-endpoint.ts'
import { readTokenRequest, tenantOf } from './token-request.ts'

/** Entra's login host: every path that the emulator knows of it. */
export function loginHandler(directory: Directory, fetchDocument: FetchIssuerDocument): Handler {
  async function route(request: RecordedRequest): Promise<Reply | undefined> {
    const [, first = '', ...rest] = request.path.split('/')
    const segment = decode(first)
    switch (rest.join('/')) {
      case 'oauth2/v2.0/token':
        return answerTokenRequest(readTokenRequest(directory, request, segment, grantTypes), fetchDocument)
      case 'oauth2/v2.0/authorize':
        return answerAuthorizeRequest(directory, request, segment)
      case 'oauth2/v2.0/devicecode':
        return answerDeviceCodeRequest(readTokenRequest(directory, request, segment))
      case 'v2.0/.well-known/openid-configuration':
        return openIdConfiguration(request, issuerTenant(directory, segment), 'v2.0')
      case '.well-known/openid-configuration':
        return openIdConfiguration(request, issuerTenant(directory, segment), '')
      case 'discovery/v2.0/keys':
      case 'discovery/keys':
        return jwks(request, issuerTenant(directory, segment), directory.signingKey)
      case 'discovery/instance':
        return instanceDiscovery(request)
      default:
        return undefined
    }
  }

  return async (request) => {
    try {
      return await route(request)
    } catch (error) {
      if (error instanceof EntraError) return entraErrorReply(request, error)
      throw error
    }
  }
}

/** A tenant's metadata always names it by ID; that of the shared endpoints leaves a placeholder. */
function issuerTenant(directory: Directory, segment: string): string {
  return ['common', 'organizations'].includes(segment) ? '{tenantid}' : tenantOf(directory, segment).id
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
