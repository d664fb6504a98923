import leven from 'leven'
import { Failure } from '../failure/failure.ts'
import type { Obstacle } from '../ports/host.ts'

/** Collects all that is wrong with the inputs, so that a user learns of everything at once. */
export class InputIssues {
  readonly #issues: Obstacle[] = []

  add(issue: Obstacle): void {
    this.#issues.push(issue)
  }

  get all(): readonly Obstacle[] {
    return this.#issues
  }

  /** @throws {Failure} with every complaint, if there are any */
  throwIfAny(): void {
    const causes = this.#issues.filter(({ isCause }) => isCause).map(({ input }) => input)
    const shown = this.#issues.filter(({ input, isCause }) => isCause || !causes.includes(input))
    const [first, ...others] = shown
    if (!first) return
    const fixes = shown.flatMap(({ fix }) => fix ?? [])
    const tried = 'reading the inputs; nothing was sent'
    if (first.alone && others.length === 0)
      throw new Failure({ why: first.sentence, ...first.alone, tried, fixes }, { blame: 'usage' })
    const inputs = [...new Set(shown.map(({ input }) => input))]
    const parts = {
      title: `Inputs need a correction: ${inputs.join(', ')}`,
      heading: 'Inputs',
      tried,
      why: [
        inputs.length === 1
          ? 'this input cannot be used as it is:'
          : 'these inputs cannot be used as they are:',
        ...shown.map(({ input, sentence }) => `- ${input}: ${sentence.replaceAll('\n', '\n  ')}`),
      ].join('\n'),
      fixes,
    }
    throw new Failure(parts, { blame: 'usage' })
  }
}

/** Characters. No name is that long, and comparing takes quadratic time. */
const MAX_NAME = 40

/** The allowed value that is nearest to what came, as ` Did you mean …?`, or nothing if none is near. */
export function nearest(value: string, allowed: readonly string[]): string {
  if (value.length > MAX_NAME) return ''
  const distances = allowed.map((name) => ({
    name,
    distance: leven(value.toLowerCase(), name.toLowerCase()),
  }))
  const best = distances.toSorted((a, b) => a.distance - b.distance)[0]
  return best && best.distance <= best.name.length / 2 ? ` Did you mean "${best.name}"?` : ''
}
