import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ClientAnswer, requestToken, send } from './client.ts'
import { startEmulator } from './emulator.ts'
import { type EntraErrorCode, entraErrors } from './entra-errors.ts'

/** Answers of the live v2.0 token endpoint, captured 2026-08-13 (github.com/calvinchengx/entra-emulator, Apache-2.0). */
const captured = {
  token: {
    status: 200,
    body: {
      token_type: 'Bearer',
      expires_in: '{seconds}',
      ext_expires_in: '{seconds}',
      access_token: '{redacted-jwt}',
    },
  },
  invalidClient: {
    status: 401,
    body: {
      error: 'invalid_client',
      error_description:
        "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{daemon-app-id}'. Trace ID: {guid} Correlation ID: {guid} Timestamp: {timestamp}",
      error_codes: [7000215],
      timestamp: '{timestamp}',
      trace_id: '{guid}',
      correlation_id: '{guid}',
      error_uri: 'https://login.microsoftonline.com/error?code=7000215',
    },
  },
  invalidScope: {
    status: 400,
    body: {
      error: 'invalid_resource',
      error_description:
        'AADSTS500011: The resource principal named api://not-a-registered-resource was not found in the tenant named {tenant-id}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant. Trace ID: {guid} Correlation ID: {guid} Timestamp: {timestamp}',
      error_codes: [500011],
      timestamp: '{timestamp}',
      trace_id: '{guid}',
      correlation_id: '{guid}',
      error_uri: 'https://login.microsoftonline.com/error?code=500011',
    },
  },
  unknownClient: {
    status: 400,
    body: {
      error: 'unauthorized_client',
      error_description:
        'AADSTS700038: {guid} is not a valid application identifier. Trace ID: {guid} Correlation ID: {guid} Timestamp: {timestamp}',
      error_codes: [700038],
      timestamp: '{timestamp}',
      trace_id: '{guid}',
      correlation_id: '{guid}',
    },
  },
  unsupportedGrantType: {
    status: 400,
    body: {
      error: 'unsupported_grant_type',
      error_description:
        "AADSTS70003: The app requested an unsupported grant type 'no_such_grant'. Trace ID: {guid} Correlation ID: {guid} Timestamp: {timestamp}",
      error_codes: [70003],
      timestamp: '{timestamp}',
      trace_id: '{guid}',
      correlation_id: '{guid}',
    },
  },
}

const clientId = '4f2f6b1e-54c6-4e1f-8a49-5f1d5fd5d6a1'
const scope = 'https://api.powerplatform.com/.default'

test('answers have the shape of the captured ones', async () => {
  await using emulator = await startEmulator()
  const tenant = emulator.entra.addTenant()
  const client_secret = tenant.addApp({ clientId }).addSecret()
  const good = { grant_type: 'client_credentials', client_id: clientId, client_secret, scope }

  const variants: Record<keyof typeof captured, Record<string, string>> = {
    token: good,
    invalidClient: { ...good, client_secret: 'wrong' },
    invalidScope: { ...good, scope: 'api://not-a-registered-resource/.default' },
    unknownClient: { ...good, client_id: '00000000-0000-0000-0000-000000000000' },
    unsupportedGrantType: { ...good, grant_type: 'no_such_grant' },
  }
  for (const [name, form] of Object.entries(variants)) {
    const path = `/${tenant.id}/oauth2/v2.0/token`
    const answer = await send(emulator, { path, form, host: 'login.microsoftonline.com' })
    const expected = captured[name as keyof typeof captured]
    assert.deepEqual({ status: answer.status, body: redact(answer, tenant.id) }, expected, name)
    assert.deepEqual(Object.keys(answer.json), Object.keys(expected.body), 'in the same order')
  }
})

test('an error names the same IDs in text, members and headers', async () => {
  await using emulator = await startEmulator()
  const path = `/${crypto.randomUUID()}/oauth2/v2.0/token`
  const form = { grant_type: 'client_credentials', client_id: clientId, scope }
  const id = crypto.randomUUID()

  const byQuery = await send(emulator, { path: `${path}?client-request-id=${id}`, form })
  const byHeader = await send(emulator, { path, form, headers: { 'client-request-id': id } })
  const byNone = await send(emulator, { path, form })

  for (const { json, headers } of [byQuery, byHeader, byNone]) {
    const ids = `Trace ID: ${json.trace_id} Correlation ID: ${json.correlation_id} Timestamp: ${json.timestamp}`
    assert.ok(json.error_description.endsWith(ids))
    assert.equal(headers['x-ms-request-id'], json.trace_id)
    assert.match(json.timestamp, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/)
    assert.equal(headers['content-type'], 'application/json; charset=utf-8')
    assert.match(headers['cache-control'] ?? '', /no-store/)
    assert.ok(Math.abs(Date.parse(headers.date ?? '') - Date.now()) < 5000)
  }
  assert.equal(byQuery.json.correlation_id, id)
  assert.equal(byHeader.json.correlation_id, id)
  assert.deepEqual(
    emulator.requests.map(({ traceId, status }) => ({ traceId, status })),
    [byQuery, byHeader, byNone].map(({ json }) => ({ traceId: json.trace_id, status: 400 })),
  )
})

test('every error of the table comes on demand, with its text filled in', async () => {
  await using emulator = await startEmulator()
  const assertion = await emulator.github.mint()
  for (const [key, row] of Object.entries(entraErrors)) {
    const code = Number(key) as EntraErrorCode
    const details = {
      certificateSubjects: 'CN=a',
      enterprise: 'octo-enterprise',
      keyId: 'k',
      organization: 'Contoso',
      parameter: 'scope',
      redirectUri: 'http://localhost:8400',
      resourceId: '8578e004-a5c6-46e7-913e-12f58912df43',
      resourceName: 'Power Platform API',
      state: 'unregistered',
      thumbprint: 'AB',
      validResources: 'none',
    }
    emulator.faults.next('login', { entraError: code, ...details })
    const { status, json } = await requestToken(emulator, 'contoso.com', {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion: assertion,
      scope,
    })
    assert.equal(status, row.status, key)
    assert.equal(json.error, row.error, key)
    assert.deepEqual(json.error_codes, [code])
    assert.match(
      json.error_description,
      new RegExp(`^AADSTS${code}: [^{}]+ Trace ID: `),
      'no placeholder left',
    )
  }
  assert.equal(emulator.faults.pending, 0)
})

/** Puts the placeholders in that the captures have. */
function redact({ json }: ClientAnswer, tenantId: string) {
  const text = JSON.stringify(json)
    .replaceAll(clientId, '{daemon-app-id}')
    .replaceAll(tenantId, '{tenant-id}')
    .replace(/[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}/g, '{guid}')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, '{timestamp}')
    .replace(/"(ext_)?expires_in":\d+/g, '"$1expires_in":"{seconds}"')
    .replace(/"ey[\w-]+\.[\w-]+\.[\w-]+"/, '"{redacted-jwt}"')
  return JSON.parse(text)
}
