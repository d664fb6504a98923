import { readFileSync } from 'node:fs'
import { unattendedKinds } from '../../src/credentials/registry.ts'
import { taskInput } from '../../src/hosts/azure-pipelines/input-names.ts'
import {
  azureSubscriptionInput,
  certificateFileInput,
  ownInputs,
  powerPlatformInput,
} from '../../src/hosts/azure-pipelines/own-inputs.ts'
import type { Input } from '../../src/ports/inputs.ts'
import type { TokenOutputs } from '../../src/ports/outputs.ts'
import { credentialInput } from '../../src/request/choose-credential.ts'
import { allInputs } from '../../src/request/inputs.ts'
import { clouds } from '../../src/values/clouds.ts'

/** Never to be another: organisations know the task by it. */
const ID = '5b1c0f6e-58c5-4b7a-9d0b-6a3d9a3c8f52'

const outputs: Readonly<Record<keyof TokenOutputs, string>> = {
  'access-token': 'The token, a secret.',
  'token-type': 'Always Bearer.',
  'expires-on': 'When the token ends: ISO 8601, UTC.',
  'expires-in': 'Whole seconds that are left.',
  scope: 'What was granted, as Entra says it, else what was asked for.',
  'api-url': 'Base address of Power Platform API in the cloud.',
  'tenant-id': "Directory ID as the token tells it; empty where it doesn't.",
  'principal-id': "Object ID of who signed in, as the token tells it; empty where it doesn't.",
  credential: 'The credential that was used, such as federated.',
}

/** How the editor of pipelines asks for an input, where it is no line of text. */
const types: Readonly<Record<string, string>> = {
  [azureSubscriptionInput.name]: 'connectedService:AzureRM',
  [powerPlatformInput.name]: 'connectedService:powerplatform-spn',
  [certificateFileInput.name]: 'secureFile',
}
const choices: Readonly<Record<string, readonly string[]>> = {
  [credentialInput.name]: ['auto', ...unattendedKinds.map(({ name }) => name)],
  cloud: clouds.map(({ name }) => name),
}

/** What is to be said of an input in the editor of pipelines, where it isn't what all hosts say. */
const help: Readonly<Record<string, string>> = {
  'tenant-id': 'Directory (tenant) ID. Leave it empty with a service connection, which has it.',
  'client-id': 'Application (client) ID. Leave it empty with a service connection, which has it.',
  [credentialInput.name]: 'auto picks it by the service connection or the inputs that are filled in.',
  'federated-token': "Another issuer's OIDC token. Without it, the service connection's is used.",
}

/** The contract of the task (microsoft/azure-pipelines-task-lib, tasks.schema.json). */
export function taskManifest(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const [Major, Minor, Patch] = version.split('.').map(Number)
  const names = Object.keys(outputs).map(taskInput)
  const manifest = {
    id: ID,
    name: 'PowerPlatformToken',
    friendlyName: 'Power Platform token',
    description:
      'Gets a Microsoft Entra access token for Power Platform API, hides it and hands it to later steps.',
    helpUrl: 'https://github.com/OWNER/power-platform-token/blob/v1/docs/azure-pipelines.md',
    helpMarkDown:
      '[How to use it](https://github.com/OWNER/power-platform-token/blob/v1/docs/azure-pipelines.md)',
    author: 'The Power Platform Token contributors',
    category: 'Azure Pipelines',
    visibility: ['Build', 'Release'],
    runsOn: ['Agent', 'DeploymentGroup'],
    version: { Major, Minor, Patch },
    minimumAgentVersion: '4.248.0',
    instanceNameFormat: 'Get a Power Platform token',
    groups: [{ name: 'more', displayName: 'More', isExpanded: false }],
    inputs: [...ownInputs, ...allInputs({})].map(inputRow),
    outputVariables: Object.entries(outputs).map(([name, description]) => ({
      name: taskInput(name),
      description,
    })),
    restrictions: { commands: { mode: 'restricted' }, settableVariables: { allowed: names } },
    execution: { Node20_1: { target: 'task.cjs' }, Node24: { target: 'task.cjs' } },
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`
}

function inputRow(input: Input) {
  const { name, description, default: value } = input
  const options = choices[name]
  const isSwitch = value === 'false'
  const isOwn = ownInputs.includes(input)
  return {
    name: taskInput(name),
    ...(input === azureSubscriptionInput && { aliases: ['connectedServiceNameARM'] }),
    type: types[name] ?? (options ? 'pickList' : isSwitch ? 'boolean' : 'string'),
    label: labelOf(name),
    // The connection's cloud counts where none is named.
    ...(name !== 'cloud' && value && { defaultValue: isSwitch ? false : value }),
    required: false,
    ...(options && {
      options: Object.fromEntries(options.map((each) => [each, each])),
      properties: { EditableOptions: 'True' },
    }),
    helpMarkDown: help[name] ?? description,
    ...(!isOwn && { groupName: 'more' }),
  }
}

function labelOf(name: string): string {
  const words = name
    .replaceAll('-', ' ')
    .replace(/\bid\b/, 'ID')
    .replace(/\bplatform\b/, 'Platform')
    .replace(/\bspn\b/, 'service connection')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
