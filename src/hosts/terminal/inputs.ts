import { proxySecrets } from '../../http/proxy.ts'
import type { Inputs } from '../../ports/inputs.ts'
import { variables } from './variables.ts'

export interface TerminalInputsOptions {
  env: NodeJS.ProcessEnv
  /** Values of options, by name. */
  options: Readonly<Record<string, string>>
  /** What came on standard input, for the option that asked for it. */
  piped: string
}

/** Options, then environment variables; secrets by variables and standard input alone. */
export class TerminalInputs implements Inputs {
  readonly #options: TerminalInputsOptions

  constructor(options: TerminalInputsOptions) {
    this.#options = options
  }

  read(name: string): string {
    const { env, options, piped } = this.#options
    if (options[`${name}-stdin`]) return piped
    return options[name] ?? env[variables[name] ?? ''] ?? ''
  }

  /** Those that the program doesn't have are refused before. */
  given(): string[] {
    const names = [...Object.keys(this.#options.options), ...Object.keys(variables)]
    return [...new Set(names)].filter((name) => this.read(name).trim() !== '')
  }

  secrets(): string[] {
    const { env } = this.#options
    return [...proxySecrets(env), env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '']
  }
}
