import type { Obstacle } from '../../ports/host.ts'
import type { IdentityContext, IdentityProvider } from '../../ports/identity-provider.ts'
import type { Log } from '../../ports/log.ts'
import { isAzurePipelines } from '../azure-pipelines/job.ts'
import type { ConnectionIdentity } from '../azure-pipelines/job-identity.ts'
import { JobIdentity, type JobIdentityOptions } from '../github/job-identity.ts'
import { connectionObstacles, scriptIdentity } from './azure-pipelines-job.ts'
import { findCiSystem } from './ci-systems.ts'
import type { Source } from './inputs.ts'
import { federatedTokenCommand, federatedTokenEnv, serviceConnectionId } from './options.ts'
import { splitWords, WordsProblem } from './split-words.ts'
import { isPiped } from './standard-input.ts'
import { runTokenCommand } from './token-command.ts'
import { isPlainName, readVariable, variablesNamed } from './variables.ts'

export interface JobTokenOptions extends JobIdentityOptions {
  /** Values of options, by name. */
  options: Readonly<Record<string, string>>
  log: Log
  /** The ID of a service connection, if one was named. */
  connection?: Source | undefined
  /** Whose help lists the options. */
  command: string
  /** Variables of a credential that are set to nothing. */
  emptyVariables?: readonly string[]
  /** Variables that are none of a command's business. */
  secretVariables: () => readonly string[]
}

/** The OIDC token of the CI system that runs the shell: GitHub's, Azure DevOps's, or what a command prints. */
export class JobToken implements IdentityProvider {
  readonly #options: JobTokenOptions
  /** Where it is asked for, unless a command is named. */
  readonly #job: JobIdentity | ConnectionIdentity

  constructor(options: JobTokenOptions) {
    this.#options = options
    const { env, connection, http, log } = options
    this.#job =
      connection || isAzurePipelines(env)
        ? scriptIdentity({ env, connection, http, log })
        : new JobIdentity(options)
  }

  obstacle(): string | undefined {
    const { env, options, connection } = this.#options
    // What is wrong with these, `obstacles` says.
    if ([federatedTokenCommand, federatedTokenEnv].some(({ name }) => options[name])) return undefined
    const obstacle = this.#job.obstacle()
    if (obstacle === undefined) return undefined
    // Of a credential that was named, its own complaint says so.
    const emptyVariables = /^(auto)?$/i.test(options.credential ?? '')
      ? (this.#options.emptyVariables ?? [])
      : []
    const isPlural = emptyVariables.length > 1
    const empty =
      emptyVariables.length > 0 &&
      `${emptyVariables.join(' and ')} ${isPlural ? 'are' : 'is'} set, but empty, so there is no credential.`
    if (env.GITHUB_ACTIONS || isAzurePipelines(env) || connection)
      return empty ? `${empty} ${obstacle}` : obstacle
    const system = findCiSystem(env)
    const start = empty || 'no credential is given.'
    return system
      ? `${start} ${empty ? `If a secret of ${system.name} sets ${isPlural ? 'one' : 'it'}, none of that name reaches this job. ` : ''}A job of ${system.name} gets an OIDC token only if it asks for one. ${system.advice}`
      : `${start} ${isPiped() ? 'If the client secret is what standard input holds, add --client-secret-stdin. Else give' : 'Give'} a client secret (AZURE_CLIENT_SECRET or --client-secret-stdin), a certificate, a user or a federated token, or sign in yourself with --credential browser; power-platform-token ${this.#options.command} --help lists the options and environment variables.`
  }

  async token(audience: string, context: IdentityContext): Promise<string> {
    const { env, options, secretVariables } = this.#options
    const command = options[federatedTokenCommand.name]
    if (command === undefined) return this.#job.token(audience, context)
    const hidden = variablesNamed(secretVariables(), env)
    const own = Object.fromEntries(Object.entries(env).filter(([name]) => !hidden.includes(name)))
    return runTokenCommand(command, { ...context, audience, env: own })
  }

  /** What is wrong with the options that say where a token is. */
  obstacles(): Obstacle[] {
    const { options, connection } = this.#options
    const sources = [
      'federated-token-stdin',
      'federated-token-file',
      federatedTokenEnv.name,
      federatedTokenCommand.name,
      serviceConnectionId.name,
    ].filter((name) => options[name] !== undefined)
    const [first, second] = sources
    if (first && second)
      return [{ input: `--${first}`, sentence: `came together with --${second}; give one of them.` }]
    return [...this.#variableObstacles(), ...this.#commandObstacles(), ...connectionObstacles(connection)]
  }

  #variableObstacles(): Obstacle[] {
    const { env, options } = this.#options
    const name = options[federatedTokenEnv.name]
    if (name === undefined) return []
    const value = readVariable(name, env)
    if (value?.trim()) return []
    const input = `--${federatedTokenEnv.name}`
    // Whoever lets the shell expand the variable gives the token itself.
    if (!/^[a-z_][a-z0-9_]{0,99}$/i.test(name)) {
      return [
        {
          input,
          sentence: `came with ${name.length} characters, which are no name of an environment variable; give the name alone, without $.`,
        },
      ]
    }
    const state = value === undefined ? 'is not set' : 'is empty'
    const which = isPlainName(name) ? `${name}, which` : 'an environment variable that'
    const sentence = `names ${which} ${state} here. ${findCiSystem(env)?.advice ?? "Let the CI system put the job's OIDC token into it."}`
    return [
      {
        input,
        sentence,
        alone: {
          title: 'This job gets no OIDC token',
          heading: 'No OIDC token',
          why: `${input} ${sentence}`,
        },
      },
    ]
  }

  #commandObstacles(): Obstacle[] {
    const command = this.#options.options[federatedTokenCommand.name]
    if (command === undefined) return []
    const input = `--${federatedTokenCommand.name}`
    try {
      const [program] = splitWords(command)
      return program ? [] : [{ input, sentence: 'names no program.' }]
    } catch (error) {
      if (!(error instanceof WordsProblem)) throw error
      return [{ input, sentence: error.message }]
    }
  }
}
