import assert from 'node:assert/strict'
import type { App } from '../app.ts'
import { type ClientAnswer, requestToken, send } from '../client.ts'
import type { DirectoryRole } from '../directory-roles.ts'
import { type Emulator, startEmulator } from '../emulator.ts'
import type { Tenant, TenantOptions } from '../tenant.ts'
import type { User } from '../user.ts'

/** The cloud that a person works in, as far as requests need it. */
export interface Cloud {
  graph: string
  api: string
  login: string
}

const publicCloud: Cloud = {
  graph: 'graph.microsoft.com',
  api: 'api.powerplatform.com',
  login: 'login.microsoftonline.com',
}

/** The permissions that it takes to register an app and all that it needs. */
export const registrationPermissions = ['Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All']

/** A person who is signed in, to send requests with. */
export interface Person {
  user: User
  token: string
  /** Sends a request to Graph: a path below its version, not encoded, or a link of its own. */
  graph(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ClientAnswer>
}

/** A tenant without an app of its own, and a client of another tenant that signs people in, as the Azure CLI does. */
export interface World extends AsyncDisposable {
  emulator: Emulator
  tenant: Tenant
  client: App
  signIn(options?: { roles?: DirectoryRole[]; permissions?: string[] }): Promise<Person>
}

export async function startWorld(options: TenantOptions = {}, cloud: Cloud = publicCloud): Promise<World> {
  const emulator = await startEmulator()
  const tenant = emulator.entra.addTenant(options)
  const client = tenant.addApp({ registered: false, publicClient: true, displayName: 'Command line' })

  async function signIn({
    roles = [],
    permissions = registrationPermissions,
  }: {
    roles?: DirectoryRole[]
    permissions?: string[]
  } = {}): Promise<Person> {
    const username = `${crypto.randomUUID()}@${tenant.domain}`
    const password = crypto.randomUUID()
    const user = tenant.addUser({ username, password, roles })
    tenant.consent(client, permissions, tenant.graph)
    const token = await tokenOf({ emulator, tenant, client, username, password, resource: cloud.graph })
    const graph: Person['graph'] = (method, path, body, headers = {}) =>
      send(emulator, {
        ...{ service: 'graph', host: cloud.graph, method, path: pathOf(path) },
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    return { user, token, graph }
  }

  return { emulator, tenant, client, signIn, [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose]() }
}

function pathOf(path: string): string {
  return path.startsWith('https:') ? path.replace(/^https:\/\/[^/]+/, '') : encodeURI(`/v1.0${path}`)
}

/** Signs a person in for a resource, by name and password. */
export async function tokenOf({
  emulator,
  tenant,
  client,
  username,
  password,
  resource,
}: {
  emulator: Emulator
  tenant: Tenant
  client: App
  username: string
  password: string
  resource: string
}): Promise<string> {
  const { json } = await requestToken(emulator, tenant.id, {
    grant_type: 'password',
    client_id: client.clientId,
    ...{ username, password, scope: `https://${resource}/.default` },
  })
  assert.ok(json.access_token, json.error_description)
  return json.access_token
}

/** Asserts a success, and answers its body. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on whatever came.
export function ok({ status, json, text }: ClientAnswer, expected: number): any {
  assert.equal(status, expected, text)
  if (status === 204) assert.equal(text, '')
  return json
}

/** Asserts a refusal in Graph's shape. */
export function refused(answer: ClientAnswer, status: number, code: string, message?: RegExp): void {
  const { json, text, headers } = answer
  assert.deepEqual([answer.status, json?.error?.code], [status, code], text)
  if (message) assert.match(json.error.message, message)
  const { innerError } = json.error
  assert.match(innerError.date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  assert.equal(innerError['request-id'], headers['request-id'])
  assert.equal(innerError['client-request-id'], headers['client-request-id'])
}
