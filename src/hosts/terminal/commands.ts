import { cloudInput } from '../../request/cloud.ts'
import { subjectInputs } from '../../request/read-subject.ts'
import { setUpInputs } from '../../request/set-up/inputs.ts'
import { tenantIdInput } from '../../request/tenant-and-client.ts'
import {
  helpOption,
  identityHeaderEnv,
  type Option,
  optionOf,
  outputOption,
  portOption,
  requestOptions,
  resourcesOption,
  verboseOption,
} from './options.ts'
import { optionOfSetUp, setUpOptions } from './set-up-options.ts'

/** One command of the command line. */
export interface Command {
  readonly name: string
  /** As help begins. */
  readonly summary: string
  /** The first thing that help shows: a whole command. */
  readonly example: string
  /** What stands after the command and its options, such as codes; undefined where nothing may. */
  readonly operands?: string
  /** Whether that is another command, which `--` stands before. */
  readonly isFollowedByCommand?: true
  /** Whether it asks nobody for anything. */
  readonly isOffline?: true
  /** Beside those of every command. */
  readonly options: () => readonly Option[]
}

/** `environments` shows what a token is good for, and needs no endpoint. */
function servingOptions(): Option[] {
  return requestOptions().filter(({ name }) => name !== 'verify')
}

export const commands = {
  token: {
    name: 'token',
    summary: 'Prints an access token for Power Platform API, alone on standard output.',
    example: `power-platform-token token --output header | curl -H '@-' "https://api.powerplatform.com/environmentmanagement/environments?api-version=2024-10-01"`,
    options: () => [outputOption, ...requestOptions()],
  },
  environments: {
    name: 'environments',
    summary: 'Lists the environments that the token sees.',
    example: 'power-platform-token environments --output tsv',
    options: () => [
      {
        ...outputOption,
        description: 'table, json or tsv.',
        default: 'table at a terminal, else tsv',
      },
      ...requestOptions().filter(({ name }) => name !== 'verify' && name !== 'scope'),
    ],
  },
  exec: {
    name: 'exec',
    summary: 'Runs a command that gets fresh tokens for as long as it runs.',
    example: "power-platform-token exec --resources 'https://api.powerplatform.com' -- python deploy.py",
    operands: '-- COMMAND …',
    isFollowedByCommand: true,
    options: () => [
      resourcesOption,
      {
        name: 'keep-env',
        description: "Leaves secrets and other identities' variables in the command's environment.",
      },
      ...servingOptions(),
    ],
  },
  serve: {
    name: 'serve',
    summary: 'Serves fresh tokens to Azure SDKs, az and Terraform until you stop it.',
    example: "power-platform-token serve --resources 'https://api.powerplatform.com' --output json",
    options: () => [
      resourcesOption,
      portOption,
      identityHeaderEnv,
      { ...outputOption, description: 'env (lines for a shell) or json.', default: 'env' },
      ...servingOptions(),
    ],
  },
  'set-up': {
    name: 'set-up',
    summary: 'Registers an app for a pipeline, and all that it needs to get tokens.',
    example: 'power-platform-token set-up --repository contoso/deploy --branch main --tenant-id TENANT_ID',
    options: () => [
      ...setUpInputs.map(optionOfSetUp),
      ...[tenantIdInput, cloudInput].map(optionOf),
      ...setUpOptions,
    ],
  },
  explain: {
    name: 'explain',
    summary: 'Says why a code or an error comes, and what fixes it. Works offline.',
    example: 'power-platform-token explain AADSTS700213',
    operands: 'CODE…',
    isOffline: true,
    options: () => [
      {
        name: 'file',
        description:
          'A log or an answer with codes in it. Without codes and without this, standard input is read.',
        value: 'PATH',
      },
      { ...outputOption, description: 'text, json or markdown.' },
      ...subjectInputs.map(optionOf),
    ],
  },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof commands

/** All that a command takes. */
export function optionsOf(command: Command): readonly Option[] {
  return [...command.options(), ...(command.isOffline ? [] : [verboseOption]), helpOption]
}
