import { resolve } from 'node:path'
import type { CredentialTraits } from '../../../advice/credential-traits.ts'
import type { Served } from '../../../commands/open-endpoint.ts'
import { credentialKinds } from '../../../credentials/registry.ts'
import { afterSignIn, assertionSource, type Credential, type Grant } from '../../../entra/credential.ts'
import type { AccessToken } from '../../../entra/token-response.ts'
import type { ServedToken } from '../../../identity-endpoint/token-source.ts'
import type { Host } from '../../../ports/host.ts'
import { readGrant } from '../../../request/read-request.ts'
import { PREFIX, readInput } from '../input-variable.ts'

/** How the step starts its file again, to serve on after it. */
export const BACKGROUND = 'serve-in-background'

/** What the step hands to the process that goes on, through a pipe: all that it needs, and nothing else. */
export interface Order {
  request: Omit<Served['request'], 'credential'>
  credential: CredentialTraits
  /** Missing where each token of the app's own issuer is asked for anew: then its inputs say where. */
  grant?: Grant
  first: { value: string; expiresOn: number }
  secret: string
  /** Variables for the program, which its environment doesn't show: inputs, the right to ask for OIDC tokens, words. */
  env: Record<string, string>
  /** The process that runs the job. */
  runner: number
}

/** Of the job, for what is said of failures. */
const WORDS = [
  'GITHUB_REPOSITORY',
  'GITHUB_SERVER_URL',
  'GITHUB_ACTION_REPOSITORY',
  'GITHUB_ACTION_REF',
  'RUNNER_DEBUG',
]
const IDENTITY = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN']
/** By which the machine says who gives its identity's tokens. */
const MACHINE = [
  ...['IDENTITY_ENDPOINT', 'IDENTITY_HEADER', 'IDENTITY_SERVER_THUMBPRINT', 'IMDS_ENDPOINT'],
  ...['MSI_ENDPOINT', 'MSI_SECRET', 'AZURE_POD_IDENTITY_AUTHORITY_HOST'],
]

interface Begun {
  request: Served['request']
  first: AccessToken
  secret: string
  env: NodeJS.ProcessEnv
}

export function orderFor({ request, first, secret, env }: Begun): Order {
  const { tenantId, clientId, cloud, authorityHost, timeout, resources } = request
  const credential = afterSignIn(request.credential, first.refreshToken)
  const { grant } = credential
  const isAskedAnew = assertionSource(grant) !== undefined
  return {
    request: { tenantId, clientId, cloud, authorityHost, timeout, resources },
    credential: traitsOf(credential),
    ...(!isAskedAnew && { grant }),
    first: { value: first.value, expiresOn: first.expiresOn.getTime() },
    secret,
    env: {
      ...pick(env, WORDS),
      ...(isAskedAnew && issuerOf(env)),
      ...(grant.type === 'managed-identity' && pick(env, MACHINE)),
    },
    runner: process.ppid,
  }
}

/** What is served, read from the order. @param host has the order's variables @throws {Failure} */
export async function readOrder(order: Order, host: Host): Promise<Served> {
  const { request, credential, first, secret } = order
  const kind = credentialKinds.find(({ name }) => name === credential.name)
  const grant = order.grant ?? (kind && (await readGrant(host, kind, request.cloud)))
  if (!grant) throw new Error(`no credential is called ${credential.name}`)
  const token = { expiresOn: new Date(first.expiresOn) }
  Object.defineProperty(token, 'value', { value: first.value })
  return {
    request: { ...request, credential: { ...credential, grant } },
    first: token as ServedToken,
    secret,
    port: 0,
  }
}

function traitsOf({ grant: _, ...credential }: Credential): CredentialTraits {
  const { name, signsIn, presents, takesSeveralScopes, isSentOnce, otherWay, isRenewable } = credential
  return {
    ...{ name, signsIn, presents },
    ...(takesSeveralScopes && { takesSeveralScopes }),
    ...(isSentOnce && { isSentOnce }),
    ...(otherWay && { otherWay }),
    ...(isRenewable !== undefined && { isRenewable }),
  }
}

/** From where an assertion comes: the inputs that say so, else the right to ask for the job's own. */
function issuerOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const kinds = credentialKinds.filter(({ presents }) => presents.includes('federated-token'))
  const given = givenInputs(
    env,
    kinds.flatMap(({ inputs }) => inputs.map(({ name }) => name)),
  )
  return Object.keys(given).length > 0 ? given : { ...pick(env, IDENTITY), ...givenInputs(env, ['audience']) }
}

/** As variables, and a file by its whole path: the other process has another folder. */
function givenInputs(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  const given = names.map((name) => [name, readInput(env, name)] as const).filter(([, value]) => value.trim())
  return Object.fromEntries(
    given.map(([name, value]) => [
      `${PREFIX}${name.toUpperCase()}`,
      name.endsWith('-file') ? resolve(value.trim()) : value,
    ]),
  )
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name] ?? '']] : [])))
}
