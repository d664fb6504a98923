import type { Obstacle } from '../../ports/host.ts'
import type { Outputs, TokenOutputs } from '../../ports/outputs.ts'
import { isWritableFile, writeAll } from './file-commands.ts'
import { escapeCommands } from './workflow-commands.ts'

interface GitHubOutputsOptions {
  env: NodeJS.ProcessEnv
  /** The environment variable that also gets the token. */
  exportAs: string | undefined
}

/** The outputs of the step, and a variable for all later steps: files that the runner reads once the step is over. */
export class GitHubOutputs implements Outputs {
  readonly #env: NodeJS.ProcessEnv
  readonly #exportAs: string | undefined
  #more: Record<string, string> = {}
  #variables: Record<string, string> = {}
  #state: Record<string, string> = {}
  #needed: readonly string[] = []

  constructor({ env, exportAs }: GitHubOutputsOptions) {
    this.#env = env
    this.#exportAs = exportAs
  }

  /** Variables that must name a file, too. */
  need(...variables: readonly string[]): void {
    this.#needed = variables
  }

  /** Also hands over these: more outputs of the step, variables for all later steps, and what its end gets to know. */
  add({
    outputs,
    variables,
    state,
  }: Record<'outputs' | 'variables' | 'state', Record<string, string>>): void {
    this.#more = outputs
    this.#variables = variables
    this.#state = state
  }

  obstacles(): Obstacle[] {
    const variables = ['GITHUB_OUTPUT', ...(this.#exportAs ? ['GITHUB_ENV'] : []), ...this.#needed]
    const [reason] = variables.flatMap((name) => {
      const path = this.#env[name]
      if (!path) return `${name} is not set, so there is no file to hand the token over in`
      return isWritableFile(path) ? [] : `${name} names no regular file that can be written to`
    })
    return reason
      ? [{ input: 'outputs', sentence: `${reason}. The step must run in a job of the CI system itself.` }]
      : []
  }

  /** @actions/core would write each value on its own, and set the variable in this process too. */
  handOver({ 'access-token': token, ...others }: TokenOutputs): void {
    const { GITHUB_ENV = '', GITHUB_OUTPUT = '', GITHUB_STATE = '' } = this.#env
    const variables = { ...this.#variables, ...(this.#exportAs && { [this.#exportAs]: token }) }
    // A later step may print what it gets.
    const escaped = Object.entries(others).map(([name, value]) => [name, escapeCommands(value)])
    const commands = [
      { path: GITHUB_ENV, values: variables },
      { path: GITHUB_STATE, values: this.#state },
      {
        path: GITHUB_OUTPUT,
        values: { 'access-token': token, ...Object.fromEntries(escaped), ...this.#more },
      },
    ]
    writeAll(commands.filter(({ values }) => Object.keys(values).length > 0))
  }
}
