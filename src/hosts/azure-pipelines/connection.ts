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
 * the input is empty.
 */
export function readConnection(env: NodeJS.ProcessEnv, input: string, value: string): Connection | undefined {
  const id = value.trim()
  if (id === '') return undefined
  const { scheme = '', parameters = {} } = parseObject(env[`ENDPOINT_AUTH_${id}`] ?? '') ?? {}
  const ofJson = fieldsOf(parameters)
  const ofData = fieldsOf(parseObject(env[`ENDPOINT_DATA_${id}`] ?? '') ?? {})
  const named = textField({ scheme }, 'scheme') || (env[`ENDPOINT_AUTH_SCHEME_${id}`] ?? '')
  return {
    input,
    id,
    // A connection of Azure Resource Manager without one has a secret (azure-pipelines-tasks-azure-arm-rest).
    scheme: (named || 'ServicePrincipal').toLowerCase(),
    parameter: (name) =>
      env[`ENDPOINT_AUTH_PARAMETER_${id}_${name.toUpperCase()}`] || (ofJson.get(name.toLowerCase()) ?? ''),
    data: (name) =>
      env[`ENDPOINT_DATA_${id}_${name.toUpperCase()}`] || (ofData.get(name.toLowerCase()) ?? ''),
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
