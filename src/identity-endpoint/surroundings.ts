import { isOwnEndpoint } from '../values/own-endpoint.ts'
import { ADDRESS } from './port.ts'

/** What may stand in an environment beside the endpoint's variables, and what clients then do instead of asking it. */
const rivals: readonly (readonly [variable: string, effect: string])[] = [
  [
    'AZURE_FEDERATED_TOKEN_FILE',
    "DefaultAzureCredential of every SDK uses this file's token first, and JavaScript's ManagedIdentityCredential does so too",
  ],
  ['IDENTITY_SERVER_THUMBPRINT', 'clients take this for Service Fabric, and ask by HTTPS alone'],
  ['IMDS_ENDPOINT', 'some clients take this for Azure Arc, and look for a file with a key'],
  ['MSI_ENDPOINT', 'clients that know only older variables ask that endpoint'],
]

/** The variables that draw clients away from the endpoint. */
export const rivalVariables: readonly string[] = rivals.map(([variable]) => variable)

/** By whom an endpoint was set that is there already. */
const owners: readonly (readonly [pattern: RegExp, owner: string])[] = [
  [/^http:\/\/localhost:40342\//, 'Azure Arc'],
  [/^http:\/\/localhost:\d+\/msi\/token/, 'Azure Container Apps'],
  [/\/MSI\/token/i, 'Azure App Service'],
]

/** Sentences on what is in the environment already. @param kept whether the endpoint's clients get to see it */
export function describeSurroundings(env: NodeJS.ProcessEnv, { kept = true } = {}): string[] {
  const { IDENTITY_ENDPOINT: existing } = env
  const owner = ownerOf(env)
  return [
    ...(existing
      ? [`IDENTITY_ENDPOINT was already set, by ${owner}. This one replaces it; the other keeps running.`]
      : []),
    ...rivals
      .filter(([variable]) => kept && env[variable])
      .map(
        ([variable, effect]) =>
          `${variable} is set: ${effect}. Unset it where a program should use this endpoint.`,
      ),
  ]
}

/** Azure's SDK for JavaScript takes the first for all that it asks, whatever its scheme. */
const PROXIES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()])

/**
 * Variables that keep a proxy out of the way to the endpoint: several SDKs, az and curl would ask it for 127.0.0.1, and
 * with that show it the header. None where there is no such proxy, or where it is kept out already.
 */
export function proxyExceptions(env: NodeJS.ProcessEnv): Record<string, string> {
  if (!PROXIES.some((name) => env[name])) return {}
  const missing = ['NO_PROXY', 'no_proxy'].filter((name) => !isKeptOut(env[name]))
  const other = env.NO_PROXY || env.no_proxy
  return Object.fromEntries(
    missing.map((name) => {
      const hosts = env[name] || other
      return [name, hosts && isKeptOut(hosts) ? hosts : [hosts, ADDRESS].filter(Boolean).join(',')]
    }),
  )
}

function isKeptOut(hosts = ''): boolean {
  return hosts.split(/[\s,]+/).some((host) => host === '*' || host === ADDRESS)
}

function ownerOf(env: NodeJS.ProcessEnv): string {
  const address = env.IDENTITY_ENDPOINT ?? ''
  if (isOwnEndpoint(env)) return 'another endpoint of this program'
  return owners.find(([pattern]) => pattern.test(address))?.[1] ?? 'another program'
}
