import { azureDevOpsSignInHost } from './hosts.ts'
import type { RecordedRequest, Reply } from './request.ts'

/** An error of Azure DevOps' own code, as its clients for .NET read it back. */
export function vssError(
  status: number,
  { typeKey, message, namespace = 'Microsoft.VisualStudio.Services.WebApi' }: VssError,
): Reply {
  return {
    status,
    body: {
      $id: '1',
      innerException: null,
      message,
      typeName: `${namespace}.${typeKey}, ${namespace}`,
      typeKey,
      errorCode: 0,
      eventId: 3000,
    },
  }
}

export interface VssError {
  typeKey: string
  message: string
  namespace?: string
}

/** What is answered in the form of a list: an object counts as one, a text as its characters. */
export function wrapped(status: number, value: string | object): Reply {
  return { status, body: { count: typeof value === 'string' ? value.length : 1, value } }
}

/** ASP.NET's own words. */
export function methodNotAllowed(method: string, allowed: string): Reply {
  const reply = wrapped(405, { Message: `The requested resource does not support http method '${method}'.` })
  return { ...reply, headers: { Allow: allowed } }
}

/** Nobody is signed in: a browser is sent to where it can do that, unless the client says that it is none. */
export function signInNeeded(request: RecordedRequest, signInOrigin: string): Reply {
  if (String(request.headers['x-tfs-fedauthredirect'] ?? '').toLowerCase() === 'suppress') {
    return {
      status: 401,
      headers: {
        'Content-Type': 'text/plain',
        'WWW-Authenticate': `Bearer authorization_uri=https://login.microsoftonline.com/common, Basic realm="https://${request.host}/", TFS-Federated`,
      },
    }
  }
  const realm = request.host.replace(/:\d+$/, '')
  const location = `${signInOrigin}/_signin?realm=${realm}&reply_to=${encodeURIComponent(`https://${request.host}${request.path}`)}&redirect=1`
  const link = location.replaceAll('&', '&amp;')
  return {
    status: 302,
    headers: { 'Content-Type': 'text/html; charset=utf-8', Location: location },
    body: `<html><head><title>Object moved</title></head><body>\r\n<h2>Object moved to <a href="${link}">here</a>.</h2>\r\n</body></html>\r\n`,
  }
}

/** The page at the end of that redirect: with 203, a success for whoever looks at the first digit alone. */
export const signInPage: Reply = {
  status: 203,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '\r\n\r\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\r\n<html lang="en-US">\r\n<head><title>\r\n\tAzure DevOps Services | Sign In\r\n</title></head>\r\n<body>Sign in</body>\r\n</html>\r\n',
}

/** Where the sign-in page is: on loopback, the emulator plays it on the same port. */
export function signInOrigin(request: RecordedRequest): string {
  const isLoopback = /^(localhost|127\.0\.0\.1):/.test(request.host)
  return `https://${isLoopback ? request.host : azureDevOpsSignInHost}`
}

/** Every answer carries what support asks for. */
export function traced(request: RecordedRequest, reply: Reply): Reply {
  const tracing = {
    'x-vss-e2eid': request.traceId,
    ActivityId: request.traceId,
    'X-TFS-Session': request.traceId,
    'X-MSEdge-Ref': 'Ref A: 0123456789ABCDEF0123456789ABCDEF Ref B: EMULATOR Ref C: 2026-01-01T00:00:00Z',
  }
  return { ...reply, headers: { ...tracing, ...reply.headers } }
}
