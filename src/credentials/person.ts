import type { InputReader } from '../inputs/input-reader.ts'
import type { Person } from '../ports/person.ts'
import type { CredentialContext } from './credential-kind.ts'

/** Whoever can sign in here; undefined after a complaint where nobody can. */
export function requirePerson(
  reader: InputReader,
  { person, credentialInput }: CredentialContext,
): Person | undefined {
  if (!person) {
    reader.complain(
      credentialInput,
      `came "${reader.text(credentialInput)}", which needs a person at a terminal, and nobody can sign in here. Let an app sign in, as with ${reader.words.setting(credentialInput.name, 'federated')}.`,
    )
  }
  return person
}
