import leven from 'leven'
import { Failure } from '../failure.ts'
import { printable } from '../printable.ts'

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

/** Characters; an ID, a host or a path has fewer. */
const LONGEST_QUOTE = 120

/**
 * What came, as a complaint shows it. Never for a secret; a long value may be one in the wrong place, and a part of
 * it would pass the runner's mask.
 */
export function quoted(value: string): string {
  if (value === '') return 'nothing'
  const hint = misplacedSecrets.find(([pattern]) => pattern.test(value))?.[1]
  if (hint) return `${value.length} characters ${hint}`
  return value.length > LONGEST_QUOTE ? `${value.length} characters` : `"${printable(value)}"`
}

/** What a secret in the wrong input looks like. */
const misplacedSecrets: readonly [pattern: RegExp, hint: string][] = [
  [/-----BEGIN/, 'that look like a PEM'],
  [/^eyJ/, 'that look like a token'],
  // Entra marks its secrets in the fourth to sixth place, so that scanners find them.
  [/^.{3}\dQ~/, 'that look like a client secret'],
  [/:\/\/[^\s]*@|:[^\s]*@/, 'with credentials in them'],
]

/** The allowed value that is nearest to what came, as ` Did you mean …?`, or nothing if none is near. */
export function nearest(value: string, allowed: readonly string[]): string {
  const distances = allowed.map((name) => ({
    name,
    distance: leven(value.toLowerCase(), name.toLowerCase()),
  }))
  const best = distances.toSorted((a, b) => a.distance - b.distance)[0]
  return best && best.distance <= best.name.length / 2 ? ` Did you mean "${best.name}"?` : ''
}
