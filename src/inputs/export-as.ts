import { quoted } from './complaints.ts'
import type { InputReader } from './reader.ts'

/** Names that the runner refuses, or by which a value would change the runner or the programs that follow. */
const RESERVED =
  /^((GITHUB|RUNNER|ACTIONS|INPUT|NODE|LD|DYLD)_.*|NODE|CI|PATH|HOME|ENV|BASH_ENV|SHELL|IFS|PYTHONPATH)$/i
const FREE_NAME = 'POWER_PLATFORM_TOKEN'

/** The variable that also gets the token; undefined if none does. */
export function readExportAs(reader: InputReader): string | undefined {
  const name = reader.text('export-as')
  if (name === '') return undefined
  const fitting = name
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_')
  if (!/^[a-z_][a-z0-9_]*$/i.test(name)) {
    reader.complain(
      'export-as',
      `came ${quoted(name)}; allowed is the name of an environment variable: letters, digits and _, no digit first. Did you mean "${RESERVED.test(fitting) ? FREE_NAME : fitting}"?`,
    )
  } else if (RESERVED.test(name)) {
    reader.complain(
      'export-as',
      `came ${quoted(name)}, which means something to the runner or to other programs; allowed is any other name, such as "${FREE_NAME}".`,
    )
  }
  return name
}
