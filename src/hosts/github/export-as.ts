import type { InputReader } from '../../inputs/input-reader.ts'
import { quoted } from '../../inputs/quoted.ts'
import type { Input } from '../../ports/inputs.ts'
import { readerOf } from './known-variables.ts'

export const exportAsInput: Input = {
  name: 'export-as',
  description:
    'Name of an environment variable that also gets the token, for all later steps of the job. None that programs read as configuration, such as HTTPS_PROXY.',
}

/** Suggested whatever came: a name made of what came could show a secret that was put there by mistake. */
const FREE_NAME = 'POWER_PLATFORM_TOKEN'

/** The variable that also gets the token; undefined if none does. */
export function readExportAs(reader: InputReader): string | undefined {
  const name = reader.text(exportAsInput)
  if (name === '') return undefined
  if (!/^[a-z_][a-z0-9_]*$/i.test(name)) {
    reader.complain(
      exportAsInput,
      `came ${quoted(name, { fits: /\w/ })}; allowed is the name of an environment variable, such as "${FREE_NAME}": letters, digits and _, no digit first.`,
    )
    return undefined
  }
  const known = readerOf(name)
  if (known) {
    reader.complain(
      exportAsInput,
      `came a name like ${known.family}, which is read by ${known.reader}; allowed is a name that no program reads as configuration, such as "${FREE_NAME}".`,
    )
  }
  return name
}
