import { needsPerson } from '../../advice/credential-traits.ts'
import { credentialKinds } from '../../credentials/registry.ts'
import { either } from '../../inputs/either.ts'
import type { Input } from '../../ports/inputs.ts'
import { credentialInput } from '../../request/choose-credential.ts'
import { allInputs } from '../../request/inputs.ts'
import { resourcesInput } from '../../request/resources.ts'
import { variables } from './variables.ts'

/** What the command line takes beside the inputs of a request. */
export interface Option {
  /** Without the two hyphens. */
  readonly name: string
  readonly description: string
  /** What its value stands for, in help; a switch has none. */
  readonly value?: string
  readonly default?: string
  readonly short?: string
  /** Whether it may be given several times. */
  readonly isList?: true
  /** The environment variable that counts where the option isn't given. */
  readonly variable?: string | undefined
}

export const outputOption: Option = {
  name: 'output',
  description: "text, json, env (lines for a shell) or header (for curl -H '@-').",
  value: 'FORMAT',
  default: 'text',
}

/** Where a CI system other than GitHub keeps its OIDC token. */
export const federatedTokenEnv: Option = {
  name: 'federated-token-env',
  description: "Name of the environment variable with the CI system's OIDC token.",
  value: 'NAME',
}

/** For a CI system that gives its OIDC token to whoever runs a command of its own. */
export const federatedTokenCommand = {
  name: 'federated-token-command',
  description:
    "Command that prints the CI system's OIDC token. Runs without a shell, anew each time; {audience} stands for the audience.",
  value: 'COMMAND',
  credential: 'federated',
} as const satisfies Option & Input

/** Of a service connection, in a script of Azure Pipelines. */
export const serviceConnectionId = {
  name: 'service-connection-id',
  description: 'Service connection of a script in Azure Pipelines.',
  value: 'ID',
  credential: 'federated',
} as const satisfies Option & Input

/** Where an endpoint listens. */
export const portOption: Option = {
  name: 'port',
  description: 'Fixed port on 127.0.0.1.',
  value: 'PORT',
  default: 'any free one',
}

/** What callers of an endpoint must know. */
export const identityHeaderEnv: Option = {
  name: 'identity-header-env',
  description: 'Name of the environment variable with the value of IDENTITY_HEADER, to be known beforehand.',
  value: 'NAME',
}

/** What tokens may be asked of an endpoint for. */
export const resourcesOption: Option = {
  name: resourcesInput.name,
  description: resourcesInput.description,
  value: 'URLS',
  default: 'Power Platform API',
}

export const verboseOption: Option = {
  name: 'verbose',
  description: 'One line per request, on standard error.',
}

/** Of every command. */
export const helpOption: Option = { name: 'help', short: 'h', description: 'This text.' }

/** All that says for whom, for what and how a token is asked for. */
export function requestOptions(): Option[] {
  return [
    ...inputOptions(),
    federatedTokenEnv,
    federatedTokenCommand,
    serviceConnectionId,
    ...secretSources(),
  ]
}

/** Where secrets come from, since they are never read from the command line, which every user of a machine can see. */
export function secretSources(inputs: readonly Input[] = allInputs({})): Option[] {
  return inputs
    .filter(({ isSecret }) => isSecret)
    .map(({ name }) => ({
      name: `${name}-stdin`,
      description: `Reads the ${name.replaceAll('-', ' ')} from standard input.`,
      variable: variables[name],
    }))
}

/** An input as an option. One that is on or off is a switch. */
export function optionOf({ name, description, default: value }: Input): Option {
  const isSwitch = value === 'false'
  return {
    name,
    description: name === credentialInput.name ? credentials() : description,
    variable: variables[name],
    ...(!isSwitch && { value: valueNames.find(([ending]) => ending.test(name))?.[1] ?? 'VALUE' }),
    ...(value && !isSwitch && { default: value }),
  }
}

/** The kinds, and apart from them those that only somebody who is there can have. */
function credentials(): string {
  const namesOf = (isForPeople: boolean) =>
    credentialKinds.filter((kind) => needsPerson(kind) === isForPeople).map(({ name }) => name)
  return `${either(namesOf(false))}, or, to sign in yourself, ${either(namesOf(true))}.`
}

/** What stands for an input's value in help, by how its name ends. */
const valueNames: readonly [ending: RegExp, name: string][] = [
  [/-id$/, 'ID'],
  [/-(path|file)$/, 'PATH'],
  [/-host$/, 'URL'],
  [/(timeout|propagation)$/, 'SECONDS'],
  [/(name|cloud|credential|branch|tag|environment|connection|permission|role)$/, 'NAME'],
  [/issuer$/, 'URL'],
]

/** The inputs that a command takes as options: all that are no secrets. */
export function inputOptions(): Option[] {
  return allInputs({})
    .filter(({ isSecret }) => !isSecret)
    .map(optionOf)
}
