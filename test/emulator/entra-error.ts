import { decodeJwt } from 'jose'
import { type EntraErrorCode, type EntraErrorTemplate, entraErrors } from './entra-errors.ts'
import type { RecordedRequest, Reply } from './request.ts'

/** Thrown where Entra refuses a request; the login listener turns it into the answer. */
export class EntraError extends Error {
  override readonly name = 'EntraError'
  readonly code: EntraErrorCode
  readonly values: Record<string, string>

  constructor(code: EntraErrorCode, values: Record<string, string> = {}) {
    super(`AADSTS${code}`)
    this.code = code
    this.values = values
  }
}

/** The answer to a refused request, in the envelope of Entra's live answers. */
export function entraErrorReply(request: RecordedRequest, { code, values }: EntraError): Reply {
  const { status, error, text, suberror, errorUri = true }: EntraErrorTemplate = entraErrors[code]
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`
  const correlation = correlationId(request)
  const known = { ...requestValues(request), ...values }
  const message = text.replace(/\{(\w+)\}/g, (placeholder, name) => known[name] ?? placeholder)
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${message} Trace ID: ${request.traceId} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: request.traceId,
      correlation_id: correlation,
      ...(errorUri && { error_uri: `https://${request.host}/error?code=${code}` }),
      ...(suberror && { suberror }),
    },
  }
}

/** Entra's own writing of a time within an error text. */
export function dotNetTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('Z', '0000Z')
}

function correlationId({ query, headers }: RecordedRequest): string {
  const asked = query.get('client-request-id') ?? headers['client-request-id']
  return typeof asked === 'string' && asked !== '' ? asked : crypto.randomUUID()
}

/** What the request itself says for a text's placeholders. */
function requestValues({ form, path, method }: RecordedRequest): Record<string, string> {
  const scope = form?.get('scope') ?? ''
  return {
    ...assertionValues(form?.get('client_assertion')),
    appId: form?.get('client_id') ?? '',
    appName: 'app',
    tenant: path.split('/')[1] ?? '',
    grantType: form?.get('grant_type') ?? '',
    user: form?.get('username') ?? '',
    scope,
    resource: scope.replace(/\/\.default$/, ''),
    currentTime: dotNetTime(Date.now() / 1000),
    reason: '',
    method,
  }
}

function assertionValues(assertion: string | null | undefined): Record<string, string> {
  try {
    const { iss, sub, aud, nbf, exp } = decodeJwt(assertion ?? '')
    return {
      issuer: String(iss),
      subject: String(sub),
      audience: String(aud),
      validFrom: dotNetTime(nbf ?? 0),
      expiry: dotNetTime(exp ?? 0),
    }
  } catch {
    return {}
  }
}
