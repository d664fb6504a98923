import leven from 'leven'
import type { InputReader } from '../inputs/input-reader.ts'
import { type InputName, inputDefaults, inputNames, secretInputs } from '../inputs/names.ts'
import type { Host } from '../ports/host.ts'
import type { Inputs } from '../ports/inputs.ts'
import { printable } from '../values/printable.ts'

/** Characters; to compare a longer name is of no use. */
const MAX_NAME = 40

/**
 * What Microsoft's other actions and pages call an input. Another program may use such a word for something of its own,
 * so it is warned of only.
 */
const otherWords: Readonly<Record<string, InputName>> = {
  appid: 'client-id',
  applicationid: 'client-id',
  directoryid: 'tenant-id',
  secret: 'client-secret',
  appsecret: 'client-secret',
  creds: 'client-secret',
  user: 'username',
  passwordsecret: 'password',
  cert: 'certificate',
  certificatepem: 'certificate',
  certificatepwd: 'certificate-password',
  certificatepass: 'certificate-password',
}

interface Misnomer {
  /** As the user wrote it, in lower case. */
  written: string
  meant: InputName
  /** Whether the spelling alone tells what was meant. */
  isSure: boolean
}

/** Masks what came under a name that is meant to be a secret's. */
export function maskMisnamed({ inputs, secrets }: Pick<Host, 'inputs' | 'secrets'>): void {
  for (const { written, meant } of findMisnomers(inputs)) {
    if (secretInputs.includes(meant)) secrets.mask(inputs.read(written))
  }
}

/**
 * The runner hands inputs on that the action doesn't have, with a warning that few read. Variables of this kind may also
 * be another program's: whoever gave the right input as well, or one that only means the same, gets a warning.
 */
export function checkUnknown(reader: InputReader, inputs: Inputs): void {
  for (const { written, meant, isSure } of findMisnomers(inputs)) {
    const isMissing = ['', inputDefaults[meant]].includes(reader.text(meant))
    const name = printable(written)
    if (isSure && isMissing) reader.complain(name, `is no input of this action. Did you mean "${meant}"?`)
    else if (isMissing)
      reader.warn(name, `is no input of this action, and is not used. Did you mean "${meant}"?`)
    else if (isSure) reader.warn(name, `is no input of this action, and is not used. "${meant}" counts.`)
  }
}

function findMisnomers(inputs: Inputs): Misnomer[] {
  return inputs.given().flatMap((written) => {
    if (Object.hasOwn(inputDefaults, written) || written.length > MAX_NAME) return []
    const folded = fold(written)
    const other = Object.hasOwn(otherWords, folded) ? otherWords[folded] : undefined
    if (other) return { written, meant: other, isSure: other.startsWith('certificate-') }
    const distances = inputNames
      .filter((name) => isNear(folded, fold(name)))
      .map((name) => ({ meant: name, distance: leven(folded, fold(name)) }))
    const [nearest] = distances.toSorted((a, b) => a.distance - b.distance)
    return nearest ? { written, meant: nearest.meant, isSure: true } : []
  })
}

/** The same without its "id", or with one letter in five mistyped. */
function isNear(written: string, name: string): boolean {
  return `${written}id` === name || leven(written, name) <= Math.max(1, Math.floor(name.length / 5))
}

function fold(name: string): string {
  return name.replace(/[\s._-]/g, '')
}
