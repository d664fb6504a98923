import { proxySecrets } from '../../http/proxy.ts'
import type { Obstacle } from '../../ports/host.ts'
import type { Inputs } from '../../ports/inputs.ts'
import { allInputs } from '../../request/inputs.ts'
import { resourcesInput } from '../../request/resources.ts'
import { isAzurePipelines } from '../azure-pipelines/job.ts'
import { isMacro, macroObstacle } from '../azure-pipelines/macro.ts'
import { federatedTokenCommand, federatedTokenEnv, serviceConnectionId } from './options.ts'
import {
  connectionVariables,
  emptyInputs,
  readVariable,
  SYSTEM_ACCESS_TOKEN,
  unreadVariables,
  variableOf,
  variables,
} from './variables.ts'

export interface TerminalInputsOptions {
  env: NodeJS.ProcessEnv
  /** Values of options, by name. */
  options: Readonly<Record<string, string>>
  /** What came on standard input, for the option that asked for it. */
  piped: string
}

/** A place that an input may come from, as users call it, and what came there. */
export interface Source {
  called: string
  value: string
}

const FEDERATED_TOKEN = 'federated-token'

/** Options, then environment variables; secrets by variables, files and standard input alone. */
export class TerminalInputs implements Inputs {
  readonly own = [federatedTokenCommand, serviceConnectionId, resourcesInput]
  readonly #options: TerminalInputsOptions
  readonly #unread: ReadonlySet<string>

  constructor(options: TerminalInputsOptions) {
    this.#options = options
    const { credential: named, ...others } = options.options
    const asked = Object.keys(others).map((name) =>
      [federatedTokenEnv, federatedTokenCommand, serviceConnectionId].some((option) => option.name === name)
        ? FEDERATED_TOKEN
        : name.replace(/-stdin$/, ''),
    )
    this.#unread = unreadVariables(options.env, { asked, named })
  }

  read(name: string): string {
    return this.#sourceOf(name)?.value ?? ''
  }

  /** An input as users write it: the option or the variable that set it, or else the way in which it could be set. */
  called(name: string): string {
    const source = this.#sourceOf(name)
    if (source) return source.called
    const isSecret = allInputs(this).some((input) => input.name === name && input.isSecret)
    if (isSecret || this.empty.includes(name)) return variables[name] ?? `--${name}-stdin`
    return `--${name}`
  }

  /** The ID of the service connection whose OIDC tokens count, if one was named. */
  get serviceConnection(): Source | undefined {
    return this.#sourceOf(serviceConnectionId.name)
  }

  get empty(): readonly string[] {
    return emptyInputs(this.#options.env)
  }

  given(): string[] {
    return allInputs(this)
      .map(({ name }) => name)
      .filter((name) => this.read(name).trim() !== '')
  }

  /** Also what is in a variable that doesn't count here, such as that of a credential that isn't used. */
  secrets(): string[] {
    const { env } = this.#options
    return [...proxySecrets(env), ...this.secretVariables().map((name) => env[name] ?? '')]
  }

  /** The environment variables that hold a secret of this program's. */
  secretVariables(): string[] {
    const { env, options } = this.#options
    const names = allInputs(this).flatMap(({ name, isSecret }) => (isSecret && variables[name]) || [])
    const ofJobs = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', SYSTEM_ACCESS_TOKEN]
    return [...names, options[federatedTokenEnv.name] ?? '', ...ofJobs].filter((name) =>
      readVariable(name, env),
    )
  }

  #sourceOf(name: string): Source | undefined {
    const { env, options, piped } = this.#options
    const stdin = `${name}-stdin`
    if (options[stdin]) return { called: `--${stdin}`, value: piped }
    if (options[name] !== undefined) return { called: `--${name}`, value: options[name] }
    const named = (name === FEDERATED_TOKEN && options[federatedTokenEnv.name]) || ''
    const value = readVariable(named, env)
    if (value) return { called: named, value }
    const variable = this.#unread.has(name) ? undefined : (this.#ofConnection(name) ?? variableOf(name, env))
    return variable === undefined ? undefined : { called: variable, value: env[variable] ?? '' }
  }

  /** The variable with the tenant or the app of the connection that counts: they go together. */
  #ofConnection(name: string): string | undefined {
    const { env } = this.#options
    const { [name]: variable = '', [serviceConnectionId.name]: ofTask = '' } = connectionVariables
    if (name === serviceConnectionId.name || !env[variable]?.trim()) return undefined
    const id = this.serviceConnection?.value.trim().toLowerCase()
    return id === env[ofTask]?.trim().toLowerCase() ? variable : undefined
  }

  /** In Azure Pipelines, what the agent left of variables that there are not. */
  obstacles(): Obstacle[] {
    if (!isAzurePipelines(this.#options.env)) return []
    return allInputs(this).flatMap(({ name }) => {
      const { called, value } = this.#sourceOf(name) ?? { called: '', value: '' }
      return isMacro(value) ? [macroObstacle(called, value)] : []
    })
  }
}
