import type { CredentialKind } from '../credentials/credential-kind.ts'
import { credentialKinds, defaultKind, unattendedKinds } from '../credentials/registry.ts'
import { readChoice } from '../inputs/choice.ts'
import { either } from '../inputs/either.ts'
import type { InputReader } from '../inputs/input-reader.ts'
import type { Host } from '../ports/host.ts'
import type { Input } from '../ports/inputs.ts'

const AUTO = 'auto'

export const credentialInput = {
  name: 'credential',
  get description() {
    const aliases = credentialKinds.flatMap(({ aliases = [] }) => aliases)
    return `${either(namesOf(unattendedKinds))}; also ${aliases.join(', ')}. With ${AUTO}, the one whose inputs are given, else ${defaultKind.name}.`
  },
  default: AUTO,
}

/**
 * The kind that is named, or the one whose inputs are given, or the job's own OIDC token, or a sign-in of whoever is there
 * where the job has none; and why. Undefined after a complaint.
 */
export function chooseCredential(
  reader: InputReader,
  {
    inputs: { own = [], empty = [] },
    person,
    identityProvider,
  }: Pick<Host, 'inputs' | 'person' | 'identityProvider'>,
): { kind: CredentialKind; reason: string } | undefined {
  const { input, setting } = reader.words
  const called = (inputs: readonly Input[]) => namesOf(inputs).map(input)
  const names = [AUTO, ...namesOf(person ? credentialKinds : unattendedKinds)]
  // Known where nobody can sign in, too, and not offered there.
  const aliases = credentialKinds.flatMap(({ name, aliases = [] }) =>
    [name, ...aliases].map((alias) => [alias, name]),
  )
  const wanted = readChoice(reader, credentialInput, names, Object.fromEntries(aliases))
  // A mistyped name doesn't say which inputs it needs.
  if (!wanted) return undefined
  const given = credentialKinds
    .map((kind) => {
      const inputs = [...kind.inputs, ...own.filter(({ credential }) => credential === kind.name)]
      return { kind, inputs: inputs.filter((input) => reader.isGiven(input)) }
    })
    .filter(({ inputs }) => inputs.length > 0)
  const named = credentialKinds.find(({ name }) => name === wanted)
  if (named) {
    const unused = given
      .filter(({ kind }) => kind !== named && !belongsTo(named, kind))
      .flatMap(({ inputs }) => inputs)
    if (unused.length > 0) reader.warn(unused, `not used, because ${input('credential')} is ${named.name}.`)
    return { kind: named, reason: `from ${input('credential')}` }
  }

  const conflicting = given.filter(({ kind }) => !given.some((other) => belongsTo(other.kind, kind)))
  const [first] = conflicting
  if (conflicting.length > 1) {
    const kinds = conflicting.map(({ kind, inputs }) => `${called(inputs).join(', ')} (${kind.name})`)
    reader.complain(
      credentialInput,
      `is auto, and inputs of ${conflicting.length} kinds came: ${kinds.join(' and ')}. Give those of one kind, or name the one that counts, as in ${setting('credential', conflicting[0]?.kind.name ?? '')}.`,
    )
    return undefined
  }
  if (first) {
    const names = called(first.inputs)
    const reason = `because ${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} ${reader.words.given}`
    return { kind: first.kind, reason }
  }
  if (person?.isPresent && identityProvider.obstacle() !== undefined) {
    const kind = credentialKinds.find(({ suits }) => suits?.(person))
    if (kind) {
      warnOf(empty, reader)
      return { kind, reason: 'because no other credential came, and this is an interactive terminal' }
    }
  }
  // Where the job has no token, the complaint says so.
  if (empty.length > 0 && identityProvider.obstacle() === undefined) warnOf(empty, reader)
  return { kind: defaultKind, reason: "because no other credential's input came" }
}

/** A secret that was lost on the way is probably what was meant to count. */
function warnOf(empty: readonly string[], reader: InputReader): void {
  if (empty.length > 0)
    reader.warn(
      empty.map((name) => ({ name })),
      'set, but empty, and not used.',
    )
}

/** Are all inputs of the other kind also taken by this one? */
function belongsTo({ alsoTakes = [] }: CredentialKind, other: CredentialKind): boolean {
  return other.inputs.length > 0 && other.inputs.every((input) => alsoTakes.includes(input))
}

function namesOf(named: readonly { name: string }[]): string[] {
  return named.map(({ name }) => name)
}
