import type { StoredSecret, Words } from '../../ports/words.ts'
import { allInputs } from '../../request/inputs.ts'
import { anchorOf } from '../../values/anchor.ts'
import { isAzurePipelines } from '../azure-pipelines/job.ts'
import { findCiSystem, isJob } from './ci-systems.ts'
import type { TerminalInputs } from './inputs.ts'
import { waysOf } from './secret-options.ts'
import { variables } from './variables.ts'

const PAGES = 'https://github.com/OWNER/power-platform-token/blob/v1/docs'

/** How a command line calls things: an input by the option or the environment variable that it comes from. */
export function terminalWords(inputs: TerminalInputs, env: NodeJS.ProcessEnv): Words {
  return {
    input: (name) => inputs.called(name),
    setting,
    emptySecret: (name) => {
      const isSet = env[variables[name] ?? ''] !== undefined
      return `${isSet ? 'is set, but empty' : 'is missing'}. ${waySentence(name)}`
    },
    missing: (name) => (isSecret(name) ? waySentence(name) : missing(name, env)),
    given: 'set',
    noCredential: isJob(env) ? 'This job gets no OIDC token' : 'No credential',
    hasJobTokens: isJob(env) && !findCiSystem(env)?.isUnfit,
    federated: '--credential federated',
    renewed: hasOwnToken(env)
      ? "the job's own token, by --credential federated"
      : '--federated-token-command',
    storeSecret,
    signIn: '--credential browser',
    ownMachine: 'a machine of your own',
    hostedMachines: 'Machines of a CI system',
    jobLimit: undefined,
    documentation: (heading, page = 'troubleshooting') => `${PAGES}/${page}.md#${anchorOf(heading)}`,
    issuedTokens: async () => {
      if (inputs.serviceConnection)
        return (await import('../azure-pipelines/issued-tokens.ts')).azureDevOpsTokens
      return env.ACTIONS_ID_TOKEN_REQUEST_URL
        ? (await import('../github/issued-tokens.ts')).gitHubTokens
        : undefined
    },
  }
}

/** Whether the program asks the CI system for OIDC tokens itself. */
function hasOwnToken(env: NodeJS.ProcessEnv): boolean {
  return isAzurePipelines(env) || Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL)
}

/** A switch is there, or not. */
function setting(name: string, value: string | number): string {
  if (value === 'true') return `--${name}`
  return value === 'false' ? `no --${name}` : `--${name} ${value}`
}

/** There is no place that every shell and every CI system keeps secrets in. */
function storeSecret(input: string, source = ''): StoredSecret {
  const place = variables[input] ? `the environment variable ${variables[input]}, or ` : ''
  return {
    command: source,
    how: source
      ? `and put the value that it prints into ${place}into --${input}-stdin by a pipe`
      : `in ${place}in a file, and pipe that into --${input}-stdin`,
  }
}

function isSecret(name: string): boolean {
  return allInputs({}).some((input) => input.name === name && input.isSecret)
}

function waySentence(name: string): string {
  const ways = waysOf(name)
  return `${ways.charAt(0).toUpperCase()}${ways.slice(1)}.`
}

function missing(name: string, env: NodeJS.ProcessEnv): string {
  const variable = variables[name]
  const lost = isJob(env)
    ? ' If a variable or a secret of the CI system sets it, none of that name reaches this job.'
    : ''
  if (!variable) return `Give --${name}.${lost}`
  return `Give --${name}, or set ${variable}${env[variable] === undefined ? '' : ', which is empty'}.${lost}`
}
