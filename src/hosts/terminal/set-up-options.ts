import { type ListInput, wantedCredentialInput } from '../../request/set-up/inputs.ts'
import { type Option, optionOf, outputOption } from './options.ts'

/** What only the command line has of a set-up. */
export const setUpOptions: readonly Option[] = [
  { name: 'dry-run', description: 'Shows what would be done, and asks nobody.' },
  { name: 'remove', description: "Takes away what is the app's alone." },
  { name: 'yes', description: 'Goes on without asking.' },
  {
    name: 'secret-file',
    description: 'New file for a new client secret; without it, GitHub keeps it.',
    value: 'PATH',
  },
  {
    ...outputOption,
    description: 'text or json; of --dry-run also bash or powershell.',
  },
]

/** An input of a set-up as an option: of a credential, the kinds are its own. */
export function optionOfSetUp(input: ListInput): Option {
  const option = optionOf(input)
  return {
    ...option,
    ...(input.name === wantedCredentialInput.name && { description: input.description }),
    variable: undefined,
    ...(input.isList && { isList: true }),
  }
}
