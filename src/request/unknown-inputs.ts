import leven from 'leven'
import type { InputReader } from '../inputs/input-reader.ts'
import type { Host } from '../ports/host.ts'
import type { Input, Inputs } from '../ports/inputs.ts'
import { printable } from '../values/printable.ts'
import { allInputs } from './inputs.ts'

/** Characters. No name is that long. */
const MAX_NAME = 40

interface Misnomer {
  /** As the user wrote it, in lower case. */
  written: string
  meant: Input
  /** Whether the spelling alone tells what was meant. */
  isSure: boolean
}

/** Masks what came under a name that is meant to be a secret's. */
export function maskMisnamed({ inputs, secrets }: Pick<Host, 'inputs' | 'secrets'>): void {
  for (const { written, meant } of findMisnomers(inputs)) {
    if (meant.isSecret) secrets.mask(inputs.read(written))
  }
}

/**
 * A host may hand inputs on that the program doesn't have, with a warning that few read. Variables of this kind may also
 * be another program's: whoever gave the right input as well, or one that only means the same, gets a warning.
 */
export function checkUnknown(reader: InputReader, inputs: Inputs): void {
  for (const { written, meant, isSure } of findMisnomers(inputs)) {
    const isMissing = reader.text(meant) === (meant.default ?? '')
    const unknown = { name: printable(written) }
    if (isSure && isMissing)
      reader.complain(unknown, `is not an input. Did you mean "${reader.words.input(meant.name)}"?`)
    else if (isMissing)
      reader.warn(
        unknown,
        `is not an input, and is not used. Did you mean "${reader.words.input(meant.name)}"?`,
      )
    else if (isSure)
      reader.warn(unknown, `is not an input, and is not used. "${reader.words.input(meant.name)}" counts.`)
  }
}

function findMisnomers(inputs: Inputs): Misnomer[] {
  const all = allInputs(inputs)
  return inputs.given().flatMap((written) => {
    if (all.some(({ name }) => name === written)) return []
    const misnomer = meantInput(written, all)
    return misnomer ? { written, ...misnomer } : []
  })
}

/** Which input was meant by a name, in lower case, that none has; undefined if that can't be told. */
export function meantInput(written: string, all: readonly Input[]): Omit<Misnomer, 'written'> | undefined {
  if (written.length > MAX_NAME) return undefined
  const folded = fold(written)
  const other = all.find(({ alsoCalled = [] }) => alsoCalled.includes(folded))
  if (other) return { meant: other, isSure: beginsLike(folded, other) }
  const distances = all
    .filter(({ name }) => isNear(folded, fold(name)))
    .map((meant) => ({ meant, distance: leven(folded, fold(meant.name)) }))
  const [nearest] = distances.toSorted((a, b) => a.distance - b.distance)
  return nearest && { meant: nearest.meant, isSure: true }
}

/** Another program may use a word for something of its own, but none that begins like a name of several words. */
function beginsLike(written: string, { name }: Input): boolean {
  const [first = '', ...others] = name.split('-')
  return others.length > 0 && written.startsWith(first)
}

/** The same without its "id", or with one letter in five mistyped. */
function isNear(written: string, name: string): boolean {
  return `${written}id` === name || leven(written, name) <= Math.max(1, Math.floor(name.length / 5))
}

function fold(name: string): string {
  return name.replace(/[\s._-]/g, '')
}
