import { asObject } from '../values/json.ts'
import { fillText, mapTexts, mapWords } from './fill.ts'
import type { Known, Plan, Step } from './step.ts'

/** What is known while a plan is carried out: what was given, and what its steps learned. */
export class Knowledge {
  readonly #plan: Plan
  readonly #known: Record<string, string>

  constructor(plan: Plan) {
    this.#plan = plan
    this.#known = { ...plan.given }
  }

  get all(): Known {
    return this.#known
  }

  /** A value with what is known in the place of words in braces. @throws {UnknownWord} */
  fill<T>(value: T): T {
    return mapTexts(value, (text) => this.#fillText(text)) as T
  }

  /** Of what was found or made, the fields that later steps need. */
  learn({ learns = {} }: Step, answer: Readonly<Record<string, unknown>>): void {
    // Of a new role assignment, Microsoft's tutorial shows the object, and its SDKs a list of one.
    const found = (Array.isArray(answer.value) && asObject(answer.value[0])) || answer
    for (const [name, path] of Object.entries(learns)) {
      const value = path.split('.').reduce<unknown>((object, field) => asObject(object)?.[field], found)
      if (typeof value === 'string' || typeof value === 'number') this.#known[name] = String(value)
    }
  }

  /** Whether all is known that a step learns. */
  hasLearned({ learns = {} }: Step): boolean {
    return Object.keys(learns).every((name) => this.#known[name] !== undefined)
  }

  /** Gives away what is known by a name, which is forgotten. */
  take(name: string): string {
    const { [name]: value = '' } = this.#known
    delete this.#known[name]
    return value
  }

  /** What is given may have braces of its own, so nothing that was put in is looked at again. */
  #fillText(text: string): string {
    return mapWords(text, (name) => {
      const derived = this.#plan.derived[name]
      return fillText(derived ?? `{${name}}`, this.#known)
    })
  }
}
