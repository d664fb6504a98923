/** A service connection as the job's message has it. */
export interface ServiceEndpoint {
  /** A GUID in lower case */
  id: string
  name: string
  url: string
  scheme: string
  parameters: Record<string, string>
  data: Record<string, string>
}

/** A secure file as the job's message has it: what is in it must be downloaded. */
export interface SecureFile {
  id: string
  name: string
  ticket: string
}

/** `ENDPOINT_*` of one connection (AddEndpointsToEnvironment in src/Agent.Worker/Handlers/Handler.cs). */
export function endpointVariables(endpoint: ServiceEndpoint): Record<string, string> {
  const { id, url, scheme, parameters, data } = endpoint
  return {
    ...authorization(id, { url, scheme, parameters }),
    [`ENDPOINT_DATA_${id}`]: JSON.stringify(data),
    ...prefixed(`ENDPOINT_DATA_${id}_`, data),
  }
}

/** The job's own connection to Azure DevOps, which every task gets, and which has no data. */
export function systemEndpointVariables(url: string, accessToken: string): Record<string, string> {
  const parameters = { AccessToken: accessToken }
  return authorization('SYSTEMVSSCONNECTION', { url, scheme: 'OAuth', parameters })
}

/** `SECUREFILE_*` of one file. */
export function secureFileVariables({ id, name, ticket }: SecureFile): Record<string, string> {
  return { [`SECUREFILE_NAME_${id}`]: name, [`SECUREFILE_TICKET_${id}`]: ticket }
}

/** The variable of a name: dots and spaces become underscores, other characters stay (VarUtil.cs). */
export const environmentName = (name: string, preserveCase = false) => {
  const plain = name.replaceAll('.', '_').replaceAll(' ', '_')
  return preserveCase ? plain : plain.toUpperCase()
}

function authorization(
  id: string,
  { url, scheme, parameters }: Pick<ServiceEndpoint, 'url' | 'scheme' | 'parameters'>,
): Record<string, string> {
  return {
    // Uri.ToString, which ends the URL of a host in a slash.
    [`ENDPOINT_URL_${id}`]: URL.parse(url)?.href ?? url,
    [`ENDPOINT_AUTH_${id}`]: JSON.stringify({ parameters, scheme }),
    [`ENDPOINT_AUTH_SCHEME_${id}`]: scheme,
    ...prefixed(`ENDPOINT_AUTH_PARAMETER_${id}_`, parameters),
  }
}

function prefixed(prefix: string, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [prefix + environmentName(name), value]),
  )
}
