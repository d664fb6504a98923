import { proxySecrets } from '../../http/proxy.ts'
import type { Inputs } from '../../ports/inputs.ts'
import { PREFIX, readInput } from './input-variable.ts'
import { ownInputs } from './own-inputs.ts'

/** The step's `with`, which the runner puts into variables. */
export class GitHubInputs implements Inputs {
  readonly own = ownInputs
  readonly #env: NodeJS.ProcessEnv

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env
  }

  read(name: string): string {
    return readInput(this.#env, name)
  }

  given(): string[] {
    const given = Object.keys(this.#env).filter((name) => name.startsWith(PREFIX) && this.#env[name]?.trim())
    return given.map((name) => name.slice(PREFIX.length).toLowerCase())
  }

  /** Before the first request: with NODE_DEBUG, Node prints the headers that a proxy is sent. */
  secrets(): string[] {
    return [...proxySecrets(this.#env), this.#env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '']
  }
}
