import type { App } from './app.ts'
import type { Directory } from './directory.ts'
import { EntraError, entraErrorReply } from './entra-error.ts'
import { passwordUser } from './password-grant.ts'
import type { RecordedRequest, Reply } from './request.ts'
import { delegatedScope } from './scope.ts'
import type { Tenant } from './tenant.ts'
import { findApp, required, tenantOf } from './token-request.ts'

/** What the address of the page asks for, found good. */
interface Asked {
  tenant: Tenant
  app: App
  scope: string
  redirectUri: string
  state: string
  challenge: string
}

/**
 * The sign-in page: a form for name and password, and once that is sent, one that the browser posts to the program
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). What is wrong stands on the page.
 */
export function answerAuthorizeRequest(
  directory: Directory,
  request: RecordedRequest,
  segment: string,
): Reply {
  try {
    const asked = read(directory, request, segment)
    return request.method === 'POST' ? signIn(asked, request) : html(200, loginForm(asked))
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    return html(
      error.code === 50126 ? 200 : 400,
      `<h1>Sorry</h1><p>${escapeHtml(textOf(request, error))}</p>`,
    )
  }
}

function read(directory: Directory, { query }: RecordedRequest, segment: string): Asked {
  const tenant = tenantOf(directory, segment)
  const app = findApp(tenant, required(query, 'client_id'))
  const redirectUri = required(query, 'redirect_uri')
  // Any port of localhost counts (RFC 8252, 7.3).
  const registered = redirectUri.replace(/^(http:\/\/localhost):\d+$/, '$1')
  if (!app.redirectUris.includes(registered)) throw new EntraError(50011, { redirectUri })
  if (required(query, 'response_type') !== 'code')
    throw new EntraError(900144, { parameter: 'response_type' })
  const scope = required(query, 'scope')
  delegatedScope(scope, tenant, app)
  if (query.get('response_mode') !== 'form_post' || query.get('code_challenge_method') !== 'S256')
    throw new EntraError(900144, { parameter: 'code_challenge' })
  const challenge = required(query, 'code_challenge')
  return { tenant, app, scope, redirectUri, state: query.get('state') ?? '', challenge }
}

function signIn(asked: Asked, request: RecordedRequest): Reply {
  const { tenant, app, scope, redirectUri, state, challenge } = asked
  const form = new URLSearchParams(request.form)
  if (form.get('action') === 'decline') {
    return sendBack(redirectUri, {
      error: 'access_denied',
      error_description: textOf(request, new EntraError(65004)),
      state,
    })
  }
  const user = passwordUser({ tenant, form })
  if (app.blockedByConditionalAccess) throw new EntraError(53003)
  const { code } = tenant.authorizationCodes.create({ app, user, scope, redirectUri, challenge })
  return sendBack(redirectUri, { code, state, session_state: crypto.randomUUID() })
}

function loginForm({ tenant, app }: Asked): string {
  return `<h1>Sign in</h1><p>${escapeHtml(tenant.displayName)}: ${escapeHtml(app.displayName)}</p>
<form method="post"><label>Name <input name="username" autocomplete="off"></label>
<label>Password <input name="password" type="password"></label>
<button name="action" value="accept">Accept</button> <button name="action" value="decline">Decline</button></form>`
}

/** A form that sends itself. */
function sendBack(address: string, fields: Record<string, string>): Reply {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  return html(
    200,
    `<form method="post" action="${escapeHtml(address)}">${inputs.join('\n')}<button>Continue</button></form>
<script>document.forms[0].submit()</script>`,
  )
}

function html(status: number, body: string): Reply {
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html lang="en"><head><title>Sign in</title></head><body>${body}</body></html>`,
  }
}

function textOf(request: RecordedRequest, error: EntraError): string {
  const { body } = entraErrorReply({ ...request, form: request.query }, error)
  return (body as { error_description: string }).error_description
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
