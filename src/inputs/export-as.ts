import { quoted } from './complaints.ts'
import type { InputReader } from './reader.ts'

/** Names that the runner refuses or that would break the steps that follow. */
const RESERVED = /^(GITHUB_.*|RUNNER_.*|ACTIONS_.*|INPUT_.*|NODE_OPTIONS|CI|PATH|HOME|LD_PRELOAD)$/i

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
      `came ${quoted(name)}; allowed is the name of an environment variable: letters, digits and _, no digit first. Did you mean "${fitting}"?`,
    )
  } else if (RESERVED.test(name)) {
    reader.complain(
      'export-as',
      `came ${quoted(name)}, which the runner keeps for itself; allowed is any other name. Did you mean "POWER_PLATFORM_TOKEN"?`,
    )
  }
  return name
}
