import { parseObject, textField } from '../../values/json.ts'

/** A service connection that the step names: how it signs in, and to what. */
export interface Connection {
  /** The input that names it. */
  input: string
  id: string
  /** In lower case. */
  scheme: string
  /** A parameter of its authorization, whatever its case; empty if it has none of that name. */
  parameter(name: string): string
  /** The same, of its data. */
  data(name: string): string
  url: string
}

/**
 * The service connection that an input names, from the variables that the agent makes of it (Handler.cs); undefined where
 * the input is empty. Of each of its two documents, the whole counts, which
 * the agent writes last: a variable could fill a gap of what it writes by name.
 */
export function readConnection(env: NodeJS.ProcessEnv, input: string, value: string): Connection | undefined {
  const id = value.trim()
  if (id === '') return undefined
  const authorization = parseObject(env[`ENDPOINT_AUTH_${id}`] ?? '')
  const { scheme = '', parameters = {} } = authorization ?? {}
  const ofAuthorization = fieldsOf(parameters)
  const data = parseObject(env[`ENDPOINT_DATA_${id}`] ?? '')
  const ofData = fieldsOf(data ?? {})
  const named = textField({ scheme }, 'scheme') || (env[`ENDPOINT_AUTH_SCHEME_${id}`] ?? '')
  return {
    input,
    id,
    // A connection of Azure Resource Manager without one has a secret (azure-pipelines-tasks-azure-arm-rest).
    scheme: (named || 'ServicePrincipal').toLowerCase(),
    parameter: (name) =>
      (authorization
        ? ofAuthorization.get(name.toLowerCase())
        : env[`ENDPOINT_AUTH_PARAMETER_${id}_${name.toUpperCase()}`]) ?? '',
    data: (name) =>
      (data ? ofData.get(name.toLowerCase()) : env[`ENDPOINT_DATA_${id}_${name.toUpperCase()}`]) ?? '',
    url: env[`ENDPOINT_URL_${id}`] ?? '',
  }
}

function fieldsOf(object: unknown): ReadonlyMap<string, string> {
  if (typeof object !== 'object' || object === null) return new Map()
  const texts = Object.entries(object).filter(([, value]) => typeof value === 'string')
  return new Map(texts.map(([name, value]) => [name.toLowerCase(), value as string]))
}

/** The job's own access token for Azure DevOps, which every task gets; empty if there is none. */
export function systemAccessToken(env: NodeJS.ProcessEnv): string {
  return (
    readConnection(env, '', 'SYSTEMVSSCONNECTION')?.parameter('AccessToken') || (env.SYSTEM_ACCESSTOKEN ?? '')
  )
}
