import type { HttpClient } from '../../http/client.ts'
import { describeRequest } from '../../http/describe-answer.ts'
import type { IdentityContext, IdentityProvider } from '../../ports/identity-provider.ts'
import type { Log } from '../../ports/log.ts'
import { parseObject, textField } from '../../values/json.ts'
import { readClaims } from '../../values/jwt.ts'
import { parseUrl } from '../../values/parse-url.ts'
import { isJwt, isToken } from '../../values/token-form.ts'
import type { Connection } from './connection.ts'
import { type ConnectionWords, oidcRefusal } from './oidc-refusal.ts'
import { isOwnServer } from './server.ts'

interface ConnectionIdentityOptions {
  env: NodeJS.ProcessEnv
  connection: Pick<Connection, 'id' | 'parameter'> | undefined
  /** The job's own, for Azure DevOps; empty if this step has none. */
  accessToken: string
  http: HttpClient
  log: Log
  words: ConnectionWords
}

const OLD_ISSUER = 'https://vstoken.dev.azure.com/'

/** Set where the agent hands over a token with the task (azure-pipelines-tasks, AzureCLIV2). */
const LATE_BOUND = 'DISTRIBUTEDTASK_TASKS_ENABLELATEBOUNDIDTOKEN'

/** The OIDC token of a service connection with workload identity federation, from Azure DevOps. */
export class ConnectionIdentity implements IdentityProvider {
  readonly #options: ConnectionIdentityOptions
  #hasAsked = false
  #hasWarned = false

  constructor(options: ConnectionIdentityOptions) {
    this.#options = options
  }

  obstacle(): string | undefined {
    const { env, connection, accessToken, words } = this.#options
    if (!connection) return words.noConnection
    if (!accessToken) return words.noAccessToken
    return addressOf(env, connection) ? undefined : NO_ADDRESS
  }

  /** https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create: a new one each time, for ten minutes. */
  async token(_audience: string, context: IdentityContext): Promise<string> {
    const { connection } = this.#options
    const token = (connection && this.#lateBound(connection)) ?? (await this.#request(context))
    this.#warnOfEnd(token)
    return token
  }

  async #request({ deadline, secrets }: IdentityContext): Promise<string> {
    const { env, connection, accessToken, http, words } = this.#options
    const url = connection && addressOf(env, connection)
    if (!url) throw new Error(NO_ADDRESS)
    await http.expect(url.origin)
    const request = {
      ...({ method: 'POST', url: url.href, body: '' } as const),
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        accept: 'application/json',
        // Without it, a token that is no good is answered with a sign-in page.
        'x-tfs-fedauthredirect': 'Suppress',
      },
    }
    const response = await http.send(request, deadline)
    const token = textField(parseObject(response.body) ?? {}, 'oidcToken')
    if (response.status === 200 && isToken(token)) {
      secrets.mask(token)
      return token
    }
    throw oidcRefusal(response, { tried: describeRequest(request), words })
  }

  /** https://learn.microsoft.com/azure/devops/pipelines/release/convert-service-connections */
  #warnOfEnd(token: string): void {
    const { log, words } = this.#options
    if (this.#hasWarned || !textField(readClaims(token), 'iss').startsWith(OLD_ISSUER)) return
    this.#hasWarned = true
    log.warning(
      `${words.input}: the connection still uses the old issuer of Azure DevOps, which stops working on 2027-07-01. Convert the connection: Project settings › Service connections, the connection's page, Convert.`,
    )
  }

  /** The one that came with the task, for the first try alone: it may be too old for another. */
  #lateBound(connection: Pick<Connection, 'parameter'>): string | undefined {
    const { env } = this.#options
    const token = connection.parameter('idToken')
    const isFirst = !this.#hasAsked
    this.#hasAsked = true
    return isFirst && /^true$/i.test(env[LATE_BOUND] ?? '') && isJwt(token) ? token : undefined
  }
}

const NO_ADDRESS =
  'federated needs the address that gives OIDC tokens, and neither SYSTEM_OIDCREQUESTURI nor the variables that it could be made of hold an https address of Azure DevOps.'

/** The new form where the server tells it, else the one of older servers (powerplatform-build-tools, getCredentials.ts). */
function addressOf(env: NodeJS.ProcessEnv, { id }: Pick<Connection, 'id'>): URL | undefined {
  const given = parseUrl(env.SYSTEM_OIDCREQUESTURI ?? '')
  const url = given ?? olderAddress(env)
  if (!url || !isOwnServer(url, env)) return undefined
  url.searchParams.set('api-version', given ? '7.1' : '7.2-preview.1')
  url.searchParams.set('serviceConnectionId', id)
  return url
}

function olderAddress(env: NodeJS.ProcessEnv): URL | undefined {
  const collection = env.SYSTEM_COLLECTIONURI || env.SYSTEM_TEAMFOUNDATIONSERVERURI || ''
  const parts = [env.SYSTEM_TEAMPROJECTID, env.SYSTEM_HOSTTYPE, env.SYSTEM_PLANID, env.SYSTEM_JOBID]
  if (collection === '' || !parts.every(Boolean)) return undefined
  const [project = '', hub = '', plan = '', job = ''] = parts.map((part) => encodeURIComponent(part ?? ''))
  const base = collection.endsWith('/') ? collection : `${collection}/`
  return parseUrl(`${base}${project}/_apis/distributedtask/hubs/${hub}/plans/${plan}/jobs/${job}/oidctoken`)
}
