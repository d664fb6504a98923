import type { Obstacle } from '../../ports/host.ts'
import type { IdentityContext, IdentityProvider } from '../../ports/identity-provider.ts'
import { JobIdentity, type JobIdentityOptions } from '../github/job-identity.ts'
import { findCiSystem } from './ci-systems.ts'
import { federatedTokenCommand, federatedTokenEnv } from './options.ts'
import { splitWords, WordsProblem } from './split-words.ts'
import { runTokenCommand } from './token-command.ts'

export interface JobTokenOptions extends JobIdentityOptions {
  /** Values of options, by name. */
  options: Readonly<Record<string, string>>
  /** Variables that are none of a command's business. */
  secretVariables: () => readonly string[]
}

/** The OIDC token of the CI system that runs the shell: GitHub's, or what a command prints. */
export class JobToken implements IdentityProvider {
  readonly #options: JobTokenOptions
  readonly #gitHub: JobIdentity

  constructor(options: JobTokenOptions) {
    this.#options = options
    this.#gitHub = new JobIdentity(options)
  }

  obstacle(): string | undefined {
    const { env, options } = this.#options
    // What is wrong with these, `obstacles` says.
    if ([federatedTokenCommand, federatedTokenEnv].some(({ name }) => options[name])) return undefined
    const obstacle = this.#gitHub.obstacle()
    if (obstacle === undefined || env.GITHUB_ACTIONS) return obstacle
    const system = findCiSystem(env)
    return system
      ? `no credential came, and a job of ${system.name} gets an OIDC token only if it asks for one. ${system.advice}`
      : 'no credential came: give a client secret, a certificate, a user or a federated token, or sign in yourself with --credential browser (power-platform-token token --help lists the options and environment variables).'
  }

  async token(audience: string, context: IdentityContext): Promise<string> {
    const { env, options, secretVariables } = this.#options
    const command = options[federatedTokenCommand.name]
    if (command === undefined) return this.#gitHub.token(audience, context)
    // Windows doesn't tell upper from lower case in their names.
    const hidden = secretVariables().map((name) => name.toUpperCase())
    const own = Object.fromEntries(
      Object.entries(env).filter(([name]) => !hidden.includes(name.toUpperCase())),
    )
    return runTokenCommand(command, { ...context, audience, env: own })
  }

  /** What is wrong with the options that say where a token is. */
  obstacles(): Obstacle[] {
    const { options } = this.#options
    const sources = [
      'federated-token-stdin',
      'federated-token-file',
      federatedTokenEnv.name,
      federatedTokenCommand.name,
    ].filter((name) => options[name] !== undefined)
    const [first, second] = sources
    if (first && second)
      return [{ input: `--${first}`, sentence: `came together with --${second}; give one of them.` }]
    return [...this.#variableObstacles(), ...this.#commandObstacles()]
  }

  #variableObstacles(): Obstacle[] {
    const { env, options } = this.#options
    const name = options[federatedTokenEnv.name]
    if (name === undefined || env[name]?.trim()) return []
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
    const state = env[name] === undefined ? 'is not set' : 'is empty'
    return [
      {
        input,
        sentence: `names an environment variable that ${state} here. ${findCiSystem(env)?.advice ?? "Let the CI system put the job's OIDC token into it."}`,
        alone: { title: 'This job gets no OIDC token', heading: 'No OIDC token' },
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
