import { proxySecrets } from '../../http/proxy.ts'
import type { Input, Inputs } from '../../ports/inputs.ts'
import { PREFIX } from './input-variable.ts'
import { ownInputs } from './own-inputs.ts'

/** The step's `with`, which the runner puts into variables. */
export class GitHubInputs implements Inputs {
  readonly own: readonly Input[]
  readonly #env: NodeJS.ProcessEnv
  /** Variables by the names of inputs in lower case, which no upper case turns back in every alphabet. */
  readonly #variables: ReadonlyMap<string, string>

  /** @param own what this step alone can be asked for */
  constructor(env: NodeJS.ProcessEnv, own: readonly Input[] = ownInputs) {
    this.#env = env
    this.own = own
    const variables = Object.keys(env).filter((name) => name.startsWith(PREFIX))
    this.#variables = new Map(variables.map((name) => [name.slice(PREFIX.length).toLowerCase(), name]))
  }

  read(name: string): string {
    return this.#env[this.#variables.get(name) ?? ''] ?? ''
  }

  given(): string[] {
    return [...this.#variables.keys()].filter((name) => this.read(name).trim() !== '')
  }

  /** Before the first request: with NODE_DEBUG, Node prints the headers that a proxy is sent. */
  secrets(): string[] {
    return [...proxySecrets(this.#env), this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '']
  }
}
