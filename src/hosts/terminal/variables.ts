import type { CredentialKind } from '../../credentials/credential-kind.ts'
import { credentialKinds } from '../../credentials/registry.ts'

/**
 * The environment variables that Azure's SDKs read, by input
 * (https://learn.microsoft.com/javascript/api/@azure/identity/environmentcredential). An option wins over them.
 */
export const variables: Readonly<Record<string, string>> = {
  'tenant-id': 'AZURE_TENANT_ID',
  'client-id': 'AZURE_CLIENT_ID',
  'client-secret': 'AZURE_CLIENT_SECRET',
  'certificate-path': 'AZURE_CLIENT_CERTIFICATE_PATH',
  'certificate-password': 'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  username: 'AZURE_USERNAME',
  password: 'AZURE_PASSWORD',
  'federated-token-file': 'AZURE_FEDERATED_TOKEN_FILE',
  'authority-host': 'AZURE_AUTHORITY_HOST',
}

/** The input that names a service connection of Azure Pipelines, a way to the federated credential. */
const CONNECTION = 'service-connection-id'

/**
 * By which AzureCLI@2 and AzurePowerShell@5 tell their scripts of the service connection that they name, by input. Later
 * steps get them empty.
 */
export const connectionVariables: Readonly<Record<string, string>> = {
  [CONNECTION]: 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID',
  'tenant-id': 'AZURESUBSCRIPTION_TENANT_ID',
  'client-id': 'AZURESUBSCRIPTION_CLIENT_ID',
}

/** The job's own token for Azure DevOps, which a step has only if the pipeline maps it. */
export const SYSTEM_ACCESS_TOKEN = 'SYSTEM_ACCESSTOKEN'

/** Those by which Azure's SDKs sign in themselves, and ask no endpoint. */
export const credentialVariables: readonly string[] = Object.entries(variables).flatMap(
  ([input, variable]) => (['tenant-id', 'client-id', 'authority-host'].includes(input) ? [] : variable),
)

/**
 * What makes a credential complete, in the order in which DefaultAzureCredential takes them: EnvironmentCredential knows
 * the first three, WorkloadIdentityCredential the last. Before that, the connection: its task names it for this script, and
 * the file is the whole machine's.
 */
const precedence: readonly (readonly [kind: string, ...inputs: string[]])[] = [
  ['client-secret', 'client-secret'],
  ['certificate', 'certificate-path'],
  ['password', 'username', 'password'],
  ['federated', CONNECTION],
  ['federated', 'federated-token-file'],
]

/** What makes a credential, and whose variable is set to nothing: a CI system does that with a secret that doesn't exist. */
export function emptyInputs(env: NodeJS.ProcessEnv): string[] {
  return precedence
    .flatMap(([, ...inputs]) => inputs)
    .filter((name) => env[variables[name] ?? '']?.trim() === '')
}

/** Inputs of which one is enough: it takes the place of the others' variables. */
const replaced: Readonly<Record<string, readonly string[]>> = {
  certificate: ['certificate-path'],
  'federated-token': ['federated-token-file', CONNECTION],
  'federated-token-file': [CONNECTION],
  [CONNECTION]: ['federated-token-file'],
}

/** Whether a name is as CI systems have them, and no secret has: letters in words, and figures only at the end of one. */
export function isPlainName(name: string): boolean {
  return /^(?=.{1,40}$)[A-Z]+(?:_[A-Z]+\d{0,2}|_\d{1,2})*$/.test(name)
}

/** What a variable holds whose name a user gave: `toString` is one that no environment has, and every object does. */
export function readVariable(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return Object.hasOwn(env, name) ? env[name] : undefined
}

/** Those variables that have one of the names: Windows doesn't tell upper from lower case in them. */
export function variablesNamed(names: readonly string[], env: NodeJS.ProcessEnv): string[] {
  const all = names.map((name) => name.toUpperCase())
  return Object.keys(env).filter((name) => all.includes(name.toUpperCase()))
}

/** The variable of an input, if it has one and it is set. */
export function variableOf(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const variable = variables[name] ?? connectionVariables[name]
  return variable !== undefined && env[variable]?.trim() ? variable : undefined
}

/**
 * The inputs that variables don't set here. A machine often has variables of several credentials, where AKS sets some
 * and a person others: those of one count, that of the options if they are about any.
 * @param asked the inputs of credentials that options are about
 * @param named what the option for the kind of credential says
 */
export function unreadVariables(
  env: NodeJS.ProcessEnv,
  { asked, named = '' }: { asked: readonly string[]; named?: string | undefined },
): ReadonlySet<string> {
  const chosen = chooseKinds(env, asked, named)
  const taken = new Set(chosen.flatMap(inputsOf))
  const others = chosen.length > 0 ? credentialKinds.flatMap(inputsOf) : []
  const [, ...first] =
    precedence.find(
      ([kind, ...inputs]) => chosen.some(({ name }) => name === kind) && isWhole(inputs, env),
    ) ?? []
  return new Set([
    ...others.filter((name) => !taken.has(name)),
    ...[...asked, ...first].flatMap((name) => replaced[name] ?? []),
  ])
}

function chooseKinds(env: NodeJS.ProcessEnv, asked: readonly string[], named: string): CredentialKind[] {
  const kind = named.toLowerCase()
  const byName = credentialKinds.filter(({ name, aliases = [] }) => [name, ...aliases].includes(kind))
  if (byName.length > 0) return byName
  const byOption = credentialKinds.filter(({ inputs }) => inputs.some(({ name }) => asked.includes(name)))
  if (byOption.length > 0) return byOption
  // One that is incomplete is still the best guess: a CI system may have left a secret empty.
  const first =
    precedence.find(([, ...inputs]) => isWhole(inputs, env)) ??
    precedence.find(([, ...inputs]) => inputs.some((input) => variableOf(input, env) !== undefined))
  return credentialKinds.filter(({ name }) => name === first?.[0])
}

/** Whether all are set. A connection needs the job's token beside it. */
function isWhole(inputs: readonly string[], env: NodeJS.ProcessEnv): boolean {
  return inputs.every(
    (input) =>
      variableOf(input, env) !== undefined && (input !== CONNECTION || Boolean(env[SYSTEM_ACCESS_TOKEN])),
  )
}

function inputsOf({ name, inputs, alsoTakes = [] }: CredentialKind): string[] {
  return [
    ...[...inputs, ...alsoTakes].map((input) => input.name),
    ...(name === 'federated' ? [CONNECTION] : []),
  ]
}
