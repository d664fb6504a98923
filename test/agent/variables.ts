import type { AgentMasker } from './masker.ts'

export interface Variable {
  name: string
  value: string
  isSecret: boolean
  isReadOnly: boolean
  preserveCase: boolean
}

/** The variables of a job, or of a task (src/Agent.Worker/Variables.cs): names ignore case. */
export class Variables {
  readonly #variables = new Map<string, Variable>()
  readonly #masker: AgentMasker

  constructor(masker: AgentMasker) {
    this.#masker = masker
  }

  /** Sets a variable; one that was secret or read-only stays so. */
  set(name: string, value: string, flags: Partial<Omit<Variable, 'name' | 'value'>> = {}): void {
    const { isSecret = false, isReadOnly = false, preserveCase = false } = flags
    const before = this.#variables.get(name.toLowerCase())
    const variable = {
      name,
      value,
      isSecret: isSecret || (before?.isSecret ?? false),
      isReadOnly: isReadOnly || (before?.isReadOnly ?? false),
      preserveCase,
    }
    if (variable.isSecret) this.#masker.addValue(value)
    this.#variables.set(name.toLowerCase(), variable)
  }

  get(name: string): string | undefined {
    return this.#variables.get(name.toLowerCase())?.value
  }

  isReadOnly(name: string): boolean {
    return this.#variables.get(name.toLowerCase())?.isReadOnly ?? false
  }

  all(): Variable[] {
    return [...this.#variables.values()]
  }

  /** Puts the values of variables in the place of `$(name)`; what has no value stays, and no value is expanded again. */
  expand(text: string): string {
    return expandMacros(text, (name) => this.get(name))
  }

  /**
   * Expands the variables' own values, at the start of the job (RecalculateExpanded): one that refers to a secret becomes
   * secret, and one that refers to itself stays as it is.
   */
  expandThemselves(): void {
    const original = new Map(this.#variables)
    for (const [key, variable] of original) {
      try {
        const { value, isSecret } = expanded(original, key, [])
        if (value === variable.value) continue
        if (isSecret) this.#masker.addValue(value)
        this.#variables.set(key, { ...variable, value, isSecret })
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
      }
    }
  }
}

/** The agent's algorithm (ExpandValues in Util/VarUtil.cs), for any source of values. */
export function expandMacros(text: string, lookUp: (name: string) => string | undefined): string {
  let result = text
  let start = 0
  while (start < result.length) {
    const open = result.indexOf('$(', start)
    const close = open < 0 ? -1 : result.indexOf(')', open + 2)
    if (close < 0) break
    const name = result.slice(open + 2, close)
    const value = name === '' ? undefined : lookUp(name)
    if (value !== undefined) result = result.slice(0, open) + value + result.slice(close + 1)
    start = open + (value === undefined ? 1 : value.length)
  }
  return result
}

function expanded(
  variables: ReadonlyMap<string, Variable>,
  key: string,
  within: string[],
): Pick<Variable, 'value' | 'isSecret'> {
  if (within.includes(key)) throw new RangeError(`${key} refers to itself`)
  const variable = variables.get(key) as Variable
  let { isSecret } = variable
  const value = expandMacros(variable.value, (name) => {
    if (!variables.has(name.toLowerCase())) return undefined
    const nested = expanded(variables, name.toLowerCase(), [...within, key])
    isSecret ||= nested.isSecret
    return nested.value
  })
  return { value, isSecret }
}
