import leven from 'leven'
import { Failure } from '../failure.ts'

/** Collects all that is wrong with the inputs, so that a user learns of everything at once. */
export class Complaints {
  readonly #complaints: { input: string; sentence: string }[] = []

  /** One sentence about one input; each names what came, what is allowed and the nearest valid value. */
  add(input: string, sentence: string): void {
    this.#complaints.push({ input, sentence })
  }

  /** @throws {Failure} with every complaint, if there are any */
  throwIfAny(): void {
    if (this.#complaints.length === 0) return
    const inputs = [...new Set(this.#complaints.map(({ input }) => input))]
    throw new Failure({
      title: `The step's inputs need a correction: ${inputs.join(', ')}`,
      heading: 'Inputs',
      tried: 'reading the inputs; nothing was sent',
      why: [
        inputs.length === 1
          ? 'this input cannot be used as it is:'
          : 'these inputs cannot be used as they are:',
        ...this.#complaints.map(({ input, sentence }) => `- ${input}: ${sentence.replaceAll('\n', '\n  ')}`),
      ].join('\n'),
    })
  }
}

/** Characters. No name is that long, and the time that a comparison takes grows with the square. */
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
