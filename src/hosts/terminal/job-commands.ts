import type { Harmless } from '../../values/harmless.ts'
import { withoutCommands } from '../azure-pipelines/logging-commands.ts'
import { escapeCommands } from '../github/workflow-commands.ts'

/** What a CI system takes for a command in a job's output, by a variable that each of its jobs has. */
const systems: readonly (readonly [variable: string, escape: (text: Harmless) => string])[] = [
  ['TF_BUILD', withoutCommands],
  ['GITHUB_ACTIONS', escapeCommands],
]

/**
 * Text in which the system that runs the job finds no command: an environment's name, or what a server said, is not to set
 * a variable of the job. It looks at both streams.
 */
export function withoutJobCommands(text: string): string {
  const [, escapeAll] = systems.find(([variable]) => process.env[variable]) ?? []
  // What comes here has no invisible characters: of the program's own words, or harmless.
  return escapeAll ? escapeAll(text as Harmless) : text
}
